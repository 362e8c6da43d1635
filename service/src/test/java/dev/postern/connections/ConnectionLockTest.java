package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A connection over a bastion is in two tables, of which one is locked. */
class ConnectionLockTest extends ReconcilerTest {

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private JdbcClient application;

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private BastionEdits edits;

    @Test
    void whoeverWaitedForTheLockReadsWhatTheOtherHasWrittenBesideIt() throws Exception {
        ConnectionKey key = create();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(
                () -> inTransaction(key, () -> {
                    BastionConnection before = locked(key);
                    locked.countDown();
                    await(written);
                    return world.connections()
                            .save(
                                    before,
                                    before.retargeted("bastion", intent("other.example"), before.createdAt()),
                                    "tok_test");
                }),
                THREADS);
        assertThat(locked.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<BastionConnection> second =
                CompletableFuture.supplyAsync(() -> inTransaction(key, () -> locked(key)), THREADS);
        Awaitility.await().until(() -> waiting() == 1);
        written.countDown();

        assertThat(first).succeedsWithin(Duration.ofSeconds(20));
        assertThat(second)
                .succeedsWithin(Duration.ofSeconds(20))
                .extracting(connection -> connection.intent().address().host())
                .isEqualTo("other.example");
    }

    private ConnectionKey create() {
        TenantId tenant = world.tenant();
        BastionEdits.Made made = TenantScope.call(
                tenant,
                () -> edits.create(new BastionCreate(
                        ConnectionKind.SSH_BASTION, "bastion", "one.example", null, "postern", null)));
        ConnectionKey key = new ConnectionKey(tenant, made.connection().id());
        inTransaction(key, () -> {
            world.connections().insert(made.connection(), "tok_test");
            edits.keep(made);
            return true;
        });
        return key;
    }

    private static BastionIntent intent(String host) {
        return new BastionIntent(new BastionAddress(host, 22, "postern"), null);
    }

    private BastionConnection locked(ConnectionKey key) {
        return (BastionConnection) world.connections().lock(key.connectionId()).orElseThrow();
    }

    private <T> T inTransaction(ConnectionKey key, Supplier<T> work) {
        return TenantScope.call(
                key.tenantId(),
                () -> Optional.ofNullable(world.transactions().execute(status -> work.get()))
                        .orElseThrow());
    }

    /** How many sessions of the application wait for a lock. */
    private int waiting() {
        return application
                .sql(
                        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                .query(Integer.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
