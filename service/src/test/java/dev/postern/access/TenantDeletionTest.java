package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import dev.postern.idempotency.IdempotentCreation;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A creation and the deletion of its tenant at the same time: what nobody could take down any more is never made. */
class TenantDeletionTest extends PosternTest {

    private static final int MORE_THAN_ITS_SHARE = 50;

    @Autowired
    private IdempotentCreation creation;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void nothingIsMadeForATenantThatWasDeletedAfterItsRequestWasLetIn() {
        TestTenant tenant = newTenant();
        operator().delete(tenant.path(""));
        AtomicBoolean made = new AtomicBoolean();

        assertThatThrownBy(() -> create(tenant, () -> made.set(true))).isInstanceOf(PosternException.class);

        assertThat(made).isFalse();
    }

    @Test
    void aTenantIsDeletedOnlyAfterWhatIsJustBeingMadeForIt() throws Exception {
        TestTenant tenant = newTenant();
        CompletableFuture<Answer> deletion = new CompletableFuture<>();

        create(tenant, () -> {
            Thread.startVirtualThread(() -> deletion.complete(operator().delete(tenant.path(""))));
            assertThatThrownBy(() -> deletion.get(500, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
        });

        assertThat(deletion.get(10, TimeUnit.SECONDS).status()).isEqualTo(204);
    }

    /** The operator is not one of those who share what the tenant may have under way. */
    @Test
    void aTenantWithAsManyRequestsUnderWayAsItMayIsDeletedAllTheSame() throws Exception {
        TestTenant tenant = newTenant();
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int request = 0; request < MORE_THAN_ITS_SHARE; request++) {
                threads.execute(() -> underWay(tenant, busy, end));
            }
            busy.await();

            Answer deleted = operator().delete(tenant.path(""));

            end.countDown();
            assertThat(deleted.status()).as(deleted.body()).isEqualTo(204);
        } finally {
            end.countDown();
        }
    }

    private void underWay(TestTenant tenant, CountDownLatch busy, CountDownLatch end) {
        try {
            TenantScope.<Boolean, RuntimeException>answer(
                    TenantId.of(tenant.id()),
                    () -> transaction.execute(status -> {
                        busy.countDown();
                        await(end);
                        return true;
                    }));
        } catch (PosternException noPlaceInTime) {
            assertThat(noPlaceInTime.kind()).isEqualTo(ErrorKind.RATE_LIMITED);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void create(TestTenant tenant, Runnable work) {
        TenantScope.run(
                TenantId.of(tenant.id()),
                () -> creation.createOnce(null, "test", "", () -> {
                    work.run();
                    return "made";
                }));
    }
}
