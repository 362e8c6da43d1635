package dev.postern.connections;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.SshPublicKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the tables {@code bastion} and {@code bastion_key} have of a connection, but for the private keys. */
@Component
class BastionRows {

    /** For the select list of a query on {@code connection left join bastion}. */
    static final String COLUMNS = """
            bastion.host, bastion.port, bastion.username, bastion.host_key, bastion.shown_host_key,
                (
                    select jsonb_agg(
                        jsonb_build_object('number', number, 'publicKey', public_key, 'acceptedAt', accepted_at)
                        order by number
                    )
                    from bastion_key
                    where bastion_key.tenant_id = bastion.tenant_id and bastion_key.connection_id = bastion.id
                ) as bastion_keys""";

    private static final TypeReference<List<StoredKey>> KEYS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    BastionRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record StoredKey(
            int number, String publicKey, @Nullable Instant acceptedAt) {

        BastionKey key() {
            return new BastionKey(number, new SshPublicKey(publicKey), acceptedAt);
        }
    }

    static BastionIntent intent(ResultSet row) throws SQLException {
        return new BastionIntent(
                new BastionAddress(row.getString("host"), row.getInt("port"), row.getString("username")),
                key(row, "host_key"));
    }

    static @Nullable SshPublicKey shown(ResultSet row) throws SQLException {
        return key(row, "shown_host_key");
    }

    BastionKeys keys(ResultSet row) throws SQLException {
        List<StoredKey> keys = json.readValue(row.getString("bastion_keys"), KEYS);
        return new BastionKeys(keys.getFirst().key(), keys.getLast().key());
    }

    private static @Nullable SshPublicKey key(ResultSet row, String column) throws SQLException {
        String value = row.getString(column);
        return value == null ? null : new SshPublicKey(value);
    }

    /** Without the keys, which {@link BastionVault} keeps. */
    void insert(BastionConnection connection) {
        bind(jdbc.sql("""
                        insert into bastion (tenant_id, id, host, port, username, host_key, shown_host_key)
                        values (:tenant, :id, :host, :port, :user, :hostKey, :shown)
                        """), connection).update();
    }

    void update(BastionConnection before, BastionConnection after) {
        bind(jdbc.sql("""
                        update bastion
                        set host = :host, port = :port, username = :user, host_key = :hostKey, shown_host_key = :shown
                        where tenant_id = :tenant and id = :id
                        """), after).update();
        if (!before.keys().equals(after.keys())) {
            after.keys().both().forEach(key -> seen(after, key));
        }
    }

    private void seen(BastionConnection connection, BastionKey key) {
        Instant at = key.acceptedAt();
        jdbc.sql("""
                        update bastion_key
                        set accepted_at = :at
                        where tenant_id = :tenant and connection_id = :id and number = :number
                        """)
                .param("tenant", connection.tenantId().value())
                .param("id", connection.id().value())
                .param("number", key.number())
                .param("at", at == null ? null : Connections.time(at))
                .update();
    }

    private static StatementSpec bind(StatementSpec statement, BastionConnection connection) {
        BastionAddress address = connection.intent().address();
        return statement
                .param("tenant", connection.tenantId().value())
                .param("id", connection.id().value())
                .param("host", address.host())
                .param("port", address.port())
                .param("user", address.user())
                .param("hostKey", text(connection.intent().hostKey()))
                .param("shown", text(connection.shown()));
    }

    private static @Nullable String text(@Nullable SshPublicKey key) {
        return key == null ? null : key.value();
    }
}
