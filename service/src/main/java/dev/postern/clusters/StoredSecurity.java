package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's security as its columns hold it.
 *
 * @param mechanism null, like username and password, unless the protocol is {@code SASL_*}
 */
record StoredSecurity(
        SecurityProtocol protocol,
        @Nullable SaslMechanism mechanism,
        @Nullable String username,
        @Nullable SealedSecret password,
        @Nullable String caCertificates,
        @Nullable String clientCertificate,
        @Nullable SealedSecret clientKey) {

    static StoredSecurity read(ResultSet row) throws SQLException {
        return new StoredSecurity(
                SecurityProtocol.valueOf(row.getString("protocol")),
                mechanism(row.getString("mechanism")),
                row.getString("username"),
                secret(row.getBytes("password_sealed")),
                row.getString("ca_certificates"),
                row.getString("client_certificate"),
                secret(row.getBytes("client_key_sealed")));
    }

    /** By the names of the columns. */
    Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("protocol", protocol.name());
        columns.put("mechanism", mechanism == null ? null : mechanism.wireName());
        columns.put("username", username);
        columns.put("password_sealed", password == null ? null : password.ciphertext());
        columns.put("ca_certificates", caCertificates);
        columns.put("client_certificate", clientCertificate);
        columns.put("client_key_sealed", clientKey == null ? null : clientKey.ciphertext());
        return columns;
    }

    SecurityView view() {
        return new SecurityView(
                protocol,
                Optional.ofNullable(mechanism).map(SaslMechanism::wireName).orElse(null),
                username,
                caCertificates,
                clientCertificate);
    }

    /** As the request that would ask for it, without the secrets. */
    SecurityBody asRequest() {
        SecurityView shown = view();
        return new SecurityBody(
                protocol.name(), shown.mechanism(), username, null, caCertificates, clientCertificate, null);
    }

    private static @Nullable SaslMechanism mechanism(@Nullable String wireName) {
        return wireName == null
                ? null
                : Arrays.stream(SaslMechanism.values())
                        .filter(known -> known.wireName().equals(wireName))
                        .findFirst()
                        .orElseThrow();
    }

    private static @Nullable SealedSecret secret(byte @Nullable [] ciphertext) {
        return ciphertext == null ? null : new SealedSecret(ciphertext);
    }
}
