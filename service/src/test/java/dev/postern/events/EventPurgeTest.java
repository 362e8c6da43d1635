package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.database.SystemDatabase;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class EventPurgeTest extends PosternTest {

    @Autowired
    private SystemDatabase database;

    @Test
    void anEventIsForgottenAfterItsRetentionAndNotBefore() {
        TestTenant tenant = newTenant();
        keep(tenant, "old", "8 days");
        keep(tenant, "young", "6 days");

        EventPurge.purge(database, Duration.ofDays(7));

        List<String> left = database.jdbc()
                .sql("select subject from event where tenant_id = :tenant and type = 'x'")
                .param("tenant", tenant.id())
                .query(String.class)
                .list();
        assertThat(left).containsExactly("young");
    }

    private void keep(TestTenant tenant, String subject, String age) {
        database.jdbc()
                .sql("""
                        insert into event (tenant_id, type, subject, occurred_at)
                        values (:tenant, 'x', :subject, now() - cast(:age as interval))
                        """)
                .param("tenant", tenant.id())
                .param("subject", subject)
                .param("age", age)
                .update();
    }
}
