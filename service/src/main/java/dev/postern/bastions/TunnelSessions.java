package dev.postern.bastions;

import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.dialling.Deadline;
import dev.postern.tunnels.spi.TunnelCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of one tunnel, one after the other: a thread logs in, keeps the session alive, waits, and logs in again. */
final class TunnelSessions implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TunnelSessions.class);

    /** A session that has held for so long makes up for all failed attempts before it. */
    private static final Duration GOOD = Duration.ofSeconds(30);

    /** A session that has held for so long may be replaced when it is forbidden something; twice as long each time. */
    private static final Duration RENEWABLE = Duration.ofSeconds(5);

    private static final Duration MOST_RENEWABLE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final double JITTER = 0.3;
    private static final String ORDERED = "another log-in was ordered";
    private static final BastionContact FULL =
            new BastionContact.Unreachable("this gateway holds as many tunnels of the tenant as it may");

    private final Tunnel tunnel;
    private final GatewayParts parts;
    private final Places places;
    private final Semaphore changed = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable LoggedIn current;
    private volatile State state = new State.Connecting();
    private volatile @Nullable LoggedIn former;
    private volatile int renewals;
    private volatile boolean closed;

    private sealed interface State {

        record Connecting() implements State {}

        record Up(LoggedIn session, Instant since) implements State {}

        record Down(BastionContact why, Instant since, Instant nextAttempt) implements State {}
    }

    TunnelSessions(Tunnel tunnel, GatewayParts parts, Places places) {
        this.tunnel = tunnel;
        this.parts = parts;
        this.places = places;
        this.thread = Thread.ofVirtual().name("tunnel-" + tunnel.name()).unstarted(() -> tunnel.inContext(this));
    }

    void start() {
        thread.start();
    }

    @Nullable
    LoggedIn current() {
        return current;
    }

    TunnelCondition condition(int clients, Set<Integer> unlistened) {
        return switch (state) {
            case State.Connecting connecting -> new TunnelCondition.Connecting(unlistened);
            case State.Up up -> new TunnelCondition.Up(up.session().accepted(), up.since(), clients, unlistened);
            case State.Down down -> new TunnelCondition.Down(down.why(), down.since(), down.nextAttempt(), unlistened);
        };
    }

    /** The session is replaced if it is with another bastion; else the next one is made with what is ordered now. */
    void changed(BastionLogin before, BastionLogin now) {
        LoggedIn session = current;
        if (elsewhere(before, now) && session != null) {
            session.session().because(ORDERED);
            session.close();
            close(former);
        }
        changed.release();
    }

    /** The brokers are others than before: it may be worth to ask anew what is permitted. */
    void renewSoon() {
        renewals = 0;
    }

    /**
     * What a session may do is what {@code authorized_keys} said when it logged in. So once one was forbidden something,
     * another one is made for new clients, while that one goes on for those it has. There are two at most, and they change
     * ever more slowly, for it may be that nothing else is permitted.
     */
    synchronized void outdated(LoggedIn session) {
        if (session != current || former != null || !(state instanceof State.Up up)) {
            return;
        }
        Duration age = Duration.between(up.since(), parts.clock().instant());
        Duration least = RENEWABLE.multipliedBy(1L << Math.min(renewals, 6));
        if (age.compareTo(least.compareTo(MOST_RENEWABLE) < 0 ? least : MOST_RENEWABLE) < 0) {
            return;
        }
        renewals++;
        former = session;
        session.session().retired().complete(null);
    }

    private static boolean elsewhere(BastionLogin one, BastionLogin other) {
        return !one.address().equals(other.address()) || !one.hostKey().equals(other.hostKey());
    }

    @Override
    public void run() {
        int failed = 0;
        while (!closed) {
            changed.drainPermits();
            BastionLogin login = tunnel.login();
            Instant begun = parts.clock().instant();
            BastionContact why = places.take() ? connected(login) : FULL;
            if (why == null) {
                continue;
            }
            Instant now = parts.clock().instant();
            failed = begun.plus(GOOD).isBefore(now) ? 1 : failed + 1;
            if (!closed && login.equals(tunnel.login())) {
                waitAfter(why, failed, now);
            } else {
                state = new State.Connecting();
                failed = 0;
            }
        }
    }

    /** Until the session ends; why it did, or null if another one is to take its place at once. */
    private @Nullable BastionContact connected(BastionLogin login) {
        parts.metrics().attempted();
        try {
            LoggedIn session = parts.logins()
                    .logIn(login, login.keys(), Deadline.in(parts.properties().loginLimit()));
            BastionContact why = null;
            boolean goesOn = false;
            try {
                why = held(session, login);
                goesOn = why == null;
            } finally {
                if (!goesOn) {
                    session.close();
                }
            }
            if (goesOn) {
                Thread.ofVirtual()
                        .name("tunnel-former-" + tunnel.name())
                        .start(() -> tunnel.inContext(() -> retire(session)));
            }
            return why;
        } catch (NotContacted failed) {
            return failed.why();
        } catch (RuntimeException bug) {
            log.error("A tunnel failed", bug);
            return new BastionContact.Unreachable("something went wrong on our side");
        } finally {
            places.giveBack();
        }
    }

    private @Nullable BastionContact held(LoggedIn session, BastionLogin login) {
        parts.metrics().sessions.incrementAndGet();
        boolean goesOn = false;
        try {
            current = session;
            state = new State.Up(session, parts.clock().instant());
            if (closed || elsewhere(login, tunnel.login())) {
                session.session().because(ORDERED);
                session.close();
            }
            log.info("The tunnel is up, with key {}", session.accepted().fingerprint());
            new Keepalive(session.session(), session.session().retired(), parts.properties()).run();
            goesOn = !closed
                    && session.session().retired().isDone()
                    && !session.session().ended().isDone();
            if (goesOn) {
                log.info(
                        "The tunnel gets another session: the bastion forbids this one to reach a broker, or gives no answers");
                return null;
            }
            BastionContact why = session.session().why("the connection was lost");
            if (!closed) {
                parts.metrics().lost();
            }
            return why;
        } finally {
            if (!goesOn) {
                ended(session);
            }
        }
    }

    private synchronized void ended(LoggedIn session) {
        if (current == session) {
            current = null;
        }
        if (former == session) {
            former = null;
        }
        parts.metrics().sessions.decrementAndGet();
    }

    /** Holds a session that another one replaces for as long as anybody goes through it. */
    private void retire(LoggedIn session) {
        BastionSession held = session.session();
        CompletableFuture<Void> unused = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("tunnel-former-" + tunnel.name())
                .start(new Keepalive(held, unused, parts.properties()));
        try {
            while (!closed && !held.ended().isDone() && (current == session || held.inUse())) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            unused.complete(null);
            session.close();
            ended(session);
        }
    }

    private void waitAfter(BastionContact why, int failed, Instant now) {
        long millis = parts.properties().backoff(failed).toMillis();
        long wait = Math.max(
                1, (long) (millis * (1 - JITTER * ThreadLocalRandom.current().nextDouble())));
        Instant since = state instanceof State.Down down ? down.since() : now;
        if (!(state instanceof State.Down down) || !down.why().equals(why)) {
            log.warn("The tunnel is down: {}. The next attempt is in {} ms.", why, wait);
        }
        state = new State.Down(why, since, now.plusMillis(wait));
        try {
            changed.tryAcquire(wait, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        changed.release();
        thread.interrupt();
        close(current);
        close(former);
    }

    private static void close(@Nullable LoggedIn session) {
        if (session != null) {
            session.close();
        }
    }
}
