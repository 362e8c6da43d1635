package dev.postern.connections;

import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.database.TenantScope;
import dev.postern.foundation.Secret;
import dev.postern.secrets.SealedColumn;
import dev.postern.secrets.SecretBox;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the private halves of the keys of the tenant that is bound to the thread, sealed. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class BastionVault {

    private static final SealedColumn PRIVATE_KEY = new SealedColumn("bastion_key", "private_key_sealed");

    private final JdbcClient jdbc;
    private final SecretBox box;

    BastionVault(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /** Has the key encrypted anew when keys are rotated. */
    @Configuration(proxyBeanMethods = false)
    static class Columns {

        @Bean
        SealedColumn bastionPrivateKey() {
            return PRIVATE_KEY;
        }
    }

    void keep(ConnectionId connection, int number, SshKeyPair pair) {
        String id = id(connection, number);
        jdbc.sql("""
                        insert into bastion_key (tenant_id, id, connection_id, number, public_key, private_key_sealed)
                        values (:tenant, :id, :connection, :number, :publicKey, :privateKey)
                        """)
                .param("tenant", tenant())
                .param("id", id)
                .param("connection", connection.value())
                .param("number", number)
                .param("publicKey", pair.publicKey().value())
                .param("privateKey", box.seal(pair.privateKey(), place(id)))
                .update();
    }

    void forget(ConnectionId connection, int number) {
        jdbc.sql("delete from bastion_key where tenant_id = :tenant and id = :id")
                .param("tenant", tenant())
                .param("id", id(connection, number))
                .update();
    }

    /** The private halves of a connection that needs none any more. */
    void forgetAll(ConnectionId connection) {
        jdbc.sql("""
                        update bastion_key
                        set private_key_sealed = null
                        where tenant_id = :tenant and connection_id = :connection
                        """)
                .param("tenant", tenant())
                .param("connection", connection.value())
                .update();
    }

    /**
     * How to log in to a bastion whose host key is approved. Throws {@link IllegalStateException} where it is not, or a
     * key does not open.
     */
    BastionLogin login(BastionConnection connection) {
        return new BastionLogin(
                connection.intent().address(), connection.intent().requiredHostKey(), open(connection));
    }

    /** The pairs, the first one first. */
    private List<SshKeyPair> open(BastionConnection connection) {
        return connection.keys().both().stream()
                .sorted(Comparator.comparingInt(BastionKey::number))
                .map(key -> new SshKeyPair(key.publicKey(), open(id(connection.id(), key.number()))))
                .toList();
    }

    private Secret open(String id) {
        byte[] sealed = jdbc.sql("select private_key_sealed from bastion_key where tenant_id = :tenant and id = :id")
                .param("tenant", tenant())
                .param("id", id)
                .query((row, number) -> row.getBytes(1))
                .single();
        return box.open(sealed, place(id));
    }

    private static SealedColumn.Place place(String id) {
        return PRIVATE_KEY.of(TenantScope.required(), id);
    }

    private static String id(ConnectionId connection, int number) {
        return connection.value() + "_" + number;
    }

    private static String tenant() {
        return TenantScope.required().value();
    }
}
