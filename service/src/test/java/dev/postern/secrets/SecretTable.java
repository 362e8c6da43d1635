package dev.postern.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.database.MigratedDatabase;
import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Secrets of one tenant in the table {@code cluster}, written as the service writes them. */
final class SecretTable {

    private final MigratedDatabase database;
    private final TenantId tenant = TenantId.next();
    private final List<String> written = new ArrayList<>();

    SecretTable(MigratedDatabase database) {
        this.database = database;
        database.system()
                .jdbc()
                .sql("insert into tenant (id, name) values (:id, :id)")
                .param("id", tenant.value())
                .update();
    }

    /** So many new rows, whose secrets are their own names. */
    void write(TestReplica replica, String name, int count) {
        for (int i = 0; i < count; i++) {
            write(replica, "clu_%s_%d".formatted(name, i));
        }
    }

    void write(TestReplica replica, String id) {
        byte[] sealed = replica.box().seal(Secret.of("secret of " + id), TestReplica.PASSWORD.of(tenant, id));
        database.asTenant(
                tenant,
                jdbc -> jdbc.sql("""
                        insert into cluster
                            (tenant_id, id, name, bootstrap, protocol, mechanism, username, password_sealed)
                        values (:tenant, :id, :id, '{b-1.kafka.internal:9092}', 'SASL_SSL', 'PLAIN', 'u', :sealed)
                        """)
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .param("sealed", sealed)
                        .update());
        written.add(id);
    }

    /** Every row opens, and shows its own secret. */
    void isReadBy(TestReplica replica) {
        for (String id : written) {
            byte[] sealed = database.system()
                    .jdbc()
                    .sql("select password_sealed from cluster where id = :id")
                    .param("id", id)
                    .query(byte[].class)
                    .single();
            assertThat(replica.box().open(sealed, TestReplica.PASSWORD.of(tenant, id)))
                    .as(id)
                    .isEqualTo(Secret.of("secret of " + id));
        }
        assertThat(written).isNotEmpty();
    }

    /** How many ciphertexts there are of each key, as the ciphertexts themselves say. */
    Map<String, Integer> byKey() {
        return database
                .system()
                .jdbc()
                .sql("""
                        select encode(substring(password_sealed from 6 for 4), 'hex') as key, count(*) as count
                        from cluster where password_sealed is not null group by 1
                        """)
                .query((row, number) -> Map.entry(row.getString("key"), row.getInt("count")))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Nobody can open it any more. */
    void damage(String id) {
        database.asTenant(tenant, jdbc -> jdbc.sql("""
                        update cluster set password_sealed = set_byte(password_sealed, length(password_sealed) - 1,
                            (get_byte(password_sealed, length(password_sealed) - 1) + 1) % 256)
                        where id = :id
                        """).param("id", id).update());
    }

    void delete(String id) {
        database.asTenant(
                tenant,
                jdbc -> jdbc.sql("delete from cluster where id = :id")
                        .param("id", id)
                        .update());
        written.remove(id);
    }
}
