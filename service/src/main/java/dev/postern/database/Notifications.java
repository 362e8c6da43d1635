package dev.postern.database;

import dev.postern.foundation.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a replica tells all of them when its transaction commits (PostgreSQL's {@code NOTIFY}), and whether this one can
 * be told: {@link #current()}. Whoever keeps in memory what the database holds subscribes before the context starts.
 */
@Component
public class Notifications implements SmartLifecycle {

    /** Somebody who is told. Called on several threads, and must not wait for anything. */
    public interface Subscriber {

        void told(String payload);

        /** Something may have been told that this replica did not hear: what it remembers may be wrong. */
        void missedSome();
    }

    /** By which PostgreSQL names the listening connection in {@code pg_stat_activity}. */
    static final String APPLICATION_NAME = "postern-notifications";

    private static final Logger log = LoggerFactory.getLogger(Notifications.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration FIRST_RETRY = Duration.ofMillis(20);
    /** The state of SQL for a database that cannot be reached. */
    private static final String NOT_YET = "08001";

    private static final String NETWORK_SECONDS = "3";

    private record Subscription(String channel, Subscriber subscriber) {}

    private final String url;
    private final String user;
    private final Secret password;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable Connection connection;
    private final Heartbeat heartbeat;
    private final List<DataSource> pools;

    Notifications(
            @Value("${spring.datasource.url}") String url,
            DatabaseProperties properties,
            DataSource application,
            SystemDatabase system,
            Clock clock) {
        this.heartbeat = new Heartbeat(clock);
        this.pools = List.of(application, system.dataSource());
        this.url = url;
        this.user = properties.system().username();
        this.password = properties.system().password();
    }

    public void subscribe(String channel, Subscriber subscriber) {
        subscriptions.add(new Subscription(channel, subscriber));
    }

    /**
     * Tells all replicas, when the transaction that is under way on this thread commits, and only then. This replica has
     * heard of it when the commit returns.
     *
     * @param jdbc what the transaction works with
     */
    public void tell(JdbcClient jdbc, String channel, String payload) {
        jdbc.sql("select pg_notify(:channel, :payload)")
                .param("channel", channel)
                .param("payload", payload)
                .query((row, number) -> payload)
                .list();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                deliver(channel, payload);
            }
        });
    }

    /**
     * Whether this replica has heard of everything that was committed until a moment ago. False from when the listening
     * connection is lost, and five seconds after the database has last answered on it.
     */
    public boolean current() {
        return heartbeat.current();
    }

    /**
     * For how long the database has been away: it cannot be reached, or does not answer. Empty while it answers, and where
     * the listening connection alone is lost. It is tried anew all the time, whether anybody asks or not.
     */
    public Optional<Duration> awayFor() {
        return heartbeat.awayFor();
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("notifications").daemon().start(this::run);
    }

    private void run() {
        boolean known = false;
        Duration pause = Duration.ZERO;
        while (!stopped(pause)) {
            try (Connection fresh = connect()) {
                connection = fresh;
                known = false;
                listen(fresh);
            } catch (SQLException | RuntimeException lost) {
                pause = heartbeat.lost(lost) ? FIRST_RETRY : RETRY;
                if (!known && !stopped(Duration.ZERO)) {
                    log.warn(
                            "Lost the connection that other replicas are heard on; asking the database meanwhile: {}",
                            lost.getMessage());
                }
                known = true;
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.reveal());
        properties.setProperty("ApplicationName", APPLICATION_NAME);
        properties.setProperty("connectTimeout", NETWORK_SECONDS);
        properties.setProperty("socketTimeout", NETWORK_SECONDS);
        return DriverManager.getConnection(url, properties);
    }

    private void listen(Connection fresh) throws SQLException {
        PGConnection postgres = fresh.unwrap(PGConnection.class);
        try (Statement statement = fresh.createStatement()) {
            for (String channel :
                    subscriptions.stream().map(Subscription::channel).distinct().toList()) {
                statement.execute("listen " + statement.enquoteIdentifier(channel, true));
            }
            awaitPools();
            subscriptions.forEach(one -> one.subscriber().missedSome());
            while (!stopped(Duration.ZERO)) {
                Heartbeat.Moment asked = heartbeat.now();
                statement.execute("select 1");
                deliver(postgres.getNotifications());
                heartbeat.answered(asked);
                deliver(postgres.getNotifications((int) HEARTBEAT.toMillis()));
            }
        }
    }

    /**
     * After the database was away the pools come back later than this connection. What is remembered is not forgotten, nor
     * the database said to be back, before it can be asked.
     */
    private void awaitPools() throws SQLException {
        if (!heartbeat.away()) {
            return;
        }
        for (DataSource pool : pools) {
            try {
                pool.getConnection().close();
            } catch (SQLException notYet) {
                throw new SQLException("the pools have no connection yet", NOT_YET, notYet);
            }
        }
    }

    private void deliver(PGNotification @Nullable [] notifications) {
        if (notifications != null) {
            for (PGNotification notification : notifications) {
                deliver(notification.getName(), notification.getParameter());
            }
        }
    }

    private void deliver(String channel, String payload) {
        subscriptions.stream()
                .filter(one -> one.channel().equals(channel))
                .forEach(one -> one.subscriber().told(payload));
    }

    private boolean stopped(Duration within) {
        try {
            return stopping.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        Connection open = connection;
        Thread ending = thread;
        try {
            if (open != null) {
                open.abort(Runnable::run);
            }
            if (ending != null) {
                ending.join(RETRY);
            }
        } catch (SQLException closedAlready) {
            log.debug("The listening connection was closed", closedAlready);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** It ends with its context, and is not begun anew. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public boolean isRunning() {
        return thread != null && stopping.getCount() > 0;
    }

    /** Before the first request is served, until after the last one. */
    @Override
    public int getPhase() {
        return 0;
    }
}
