package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.TenantScope;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import dev.postern.idempotency.IdempotentCreation;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A creation and the deletion of its tenant at the same time: what nobody could take down any more is never made. */
class TenantDeletionTest extends PosternTest {

    @Autowired
    private IdempotentCreation creation;

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

    private void create(TestTenant tenant, Runnable work) {
        TenantScope.run(
                TenantId.of(tenant.id()),
                () -> creation.createOnce(null, "test", "", () -> {
                    work.run();
                    return "made";
                }));
    }
}
