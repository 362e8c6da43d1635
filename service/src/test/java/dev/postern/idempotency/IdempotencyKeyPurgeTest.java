package dev.postern.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.database.SystemDatabase;
import dev.postern.testing.PosternTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IdempotencyKeyPurgeTest extends PosternTest {

    @Autowired
    private SystemDatabase database;

    @Test
    void aKeyIsForgottenAfterADayAndNotBefore() {
        keep("purge-old", "25 hours");
        keep("purge-young", "23 hours");

        IdempotencyKeyPurge.purge(database);

        List<String> left = database.jdbc()
                .sql("select key from idempotency_key where key like 'purge-%'")
                .query(String.class)
                .list();
        assertThat(left).containsExactly("purge-young");
    }

    private void keep(String key, String age) {
        database.jdbc().sql("""
                        insert into idempotency_key (scope, key, fingerprint, answer, created_at)
                        values ('operator', :key, '\\x00', '{}', now() - cast(:age as interval))
                        """).param("key", key).param("age", age).update();
    }
}
