package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.database.SystemDatabase;
import dev.postern.testing.PosternTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class TokenPurgeTest extends PosternTest {

    @Autowired
    private SystemDatabase database;

    @Test
    void aTokenIsForgottenLongAfterItWasRevokedOrHasExpiredAndNotBefore() {
        String tenant = newTenant().id();
        keep(tenant, "revoked-long-ago", "91 days", null);
        keep(tenant, "revoked-lately", "89 days", null);
        keep(tenant, "expired-long-ago", null, "91 days");
        keep(tenant, "expired-lately", null, "89 days");
        keep(tenant, "good", null, null);
        keep(tenant, "good-for-now", null, "-1 days");

        TokenPurge.purge(database, Duration.ofDays(90));

        assertThat(left(tenant))
                .contains("revoked-lately", "expired-lately", "good", "good-for-now")
                .doesNotContain("revoked-long-ago", "expired-long-ago");
    }

    /** Else it would be made anew from the data directory at the next start. */
    @Test
    void theOperatorsTokensStayForEver() {
        String name = "revoked-" + UUID.randomUUID();
        keep(null, name, "1000 days", null);

        TokenPurge.purge(database, Duration.ofDays(90));

        assertThat(left(null)).contains(name);
    }

    private List<String> left(@Nullable String tenant) {
        return database.jdbc()
                .sql("select name from api_token where tenant_id is not distinct from :tenant")
                .param("tenant", tenant)
                .query(String.class)
                .list();
    }

    private void keep(@Nullable String tenant, String name, @Nullable String revoked, @Nullable String expired) {
        database.jdbc()
                .sql("""
                        insert into api_token (id, tenant_id, name, role, secret_hash, created_at, revoked_at, expires_at)
                        values (:id, :tenant, :name, :role, sha256(convert_to(:id, 'UTF8')), now() - interval '2000 days',
                            now() - cast(:revoked as interval), now() - cast(:expired as interval))
                        """)
                .param("id", TokenId.next().value())
                .param("tenant", tenant)
                .param("name", name)
                .param("role", tenant == null ? "OPERATOR_VIEWER" : "TENANT_VIEWER")
                .param("revoked", revoked)
                .param("expired", expired)
                .update();
    }
}
