package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** One tenant's transactions leave connections to others. */
class TenantSharesTest {

    private static final int SHARE = 2;

    private final MigratedDatabase database = MigratedDatabase.create();
    private final TenantTransactionManager manager = database.transactions(SHARE, Duration.ofMillis(200));
    private final TransactionTemplate transactions = new TransactionTemplate(manager);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TenantId busy = TenantId.next();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        threads.close();
        database.close();
    }

    @Test
    void whoeverComesOnTopOfATenantsShareIsSentAwayAndOthersAreNot() throws Exception {
        List<Future<Boolean>> held = hold(SHARE);

        assertThatThrownBy(() -> run(busy))
                .isInstanceOfSatisfying(
                        PosternException.class, full -> assertThat(full.kind()).isEqualTo(ErrorKind.RATE_LIMITED));
        assertThat(run(TenantId.next())).isTrue();
        Boolean withoutTenant = transactions.execute(status -> true);
        assertThat(withoutTenant).isTrue();

        end.countDown();
        for (Future<Boolean> each : held) {
            assertThat(each.get()).isTrue();
        }
        assertThat(run(busy)).isTrue();
    }

    @Test
    void whatFailsGivesItsPlaceBack() {
        for (int attempt = 0; attempt < 2 * SHARE; attempt++) {
            assertThatThrownBy(() -> TenantScope.answer(
                            busy,
                            () -> transactions.execute(status -> {
                                throw new IllegalStateException("as it happens");
                            })))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(run(busy)).isTrue();
    }

    @Test
    void aTransactionWithinAnotherOneTakesNoSecondPlace() {
        TransactionTemplate within = new TransactionTemplate(manager);
        within.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);

        Boolean done = TenantScope.answer(
                busy, () -> transactions.execute(outer -> within.execute(middle -> within.execute(inner -> true))));

        assertThat(done).isTrue();
        assertThat(run(busy)).isTrue();
    }

    @Test
    void ourOwnWorkForATenantDoesNotWaitForItsRequests() throws Exception {
        hold(SHARE);

        Boolean done = TenantScope.call(busy, () -> transactions.execute(status -> true));

        assertThat(done).isTrue();
    }

    private List<Future<Boolean>> hold(int number) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(number);
        List<Future<Boolean>> held = new ArrayList<>();
        for (int each = 0; each < number; each++) {
            held.add(threads.submit(() -> TenantScope.answer(
                    busy,
                    () -> transactions.execute(status -> {
                        begun.countDown();
                        return awaitEnd();
                    }))));
        }
        begun.await();
        return held;
    }

    private boolean awaitEnd() {
        try {
            end.await();
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Boolean run(TenantId tenant) {
        return TenantScope.answer(tenant, () -> transactions.execute(status -> true));
    }
}
