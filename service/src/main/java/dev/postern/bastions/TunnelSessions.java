package dev.postern.bastions;

import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.dialling.Deadline;
import dev.postern.tunnels.spi.TunnelCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
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
        }
        changed.release();
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

    /** Until the session ends; why it did. */
    private BastionContact connected(BastionLogin login) {
        parts.metrics().attempted();
        try (LoggedIn session = parts.logins()
                .logIn(login, login.keys(), Deadline.in(parts.properties().loginLimit()))) {
            return held(session, login);
        } catch (NotContacted failed) {
            return failed.why();
        } catch (RuntimeException bug) {
            log.error("A tunnel failed", bug);
            return new BastionContact.Unreachable("something went wrong on our side");
        } finally {
            places.giveBack();
        }
    }

    private BastionContact held(LoggedIn session, BastionLogin login) {
        parts.metrics().sessions.incrementAndGet();
        try {
            current = session;
            state = new State.Up(session, parts.clock().instant());
            if (closed || elsewhere(login, tunnel.login())) {
                session.session().because(ORDERED);
                session.close();
            }
            log.info("The tunnel is up, with key {}", session.accepted().fingerprint());
            new Keepalive(session.session(), parts.properties()).run();
            BastionContact why = session.session().why("the connection was lost");
            if (!closed) {
                parts.metrics().lost();
            }
            return why;
        } finally {
            current = null;
            parts.metrics().sessions.decrementAndGet();
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
        LoggedIn session = current;
        if (session != null) {
            session.close();
        }
    }
}
