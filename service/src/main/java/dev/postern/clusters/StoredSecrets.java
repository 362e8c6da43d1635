package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.foundation.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The secrets that a request need not repeat. */
record StoredSecrets(@Nullable Secret password, @Nullable Secret clientKey) {

    static final StoredSecrets NONE = new StoredSecrets(null, null);

    /** What decides who gets to see a secret, and in which form. */
    private static final Set<String> DECIDING =
            Set.of("protocol", "mechanism", "username", "caCertificates", "clientCertificate");

    /**
     * Those that are kept while {@code patch} is applied: all that it does not remove by an explicit null. A patch of
     * the security itself keeps none: whoever says to whom and how a secret is shown must know it.
     */
    static StoredSecrets keptBy(JsonNode patch, ClusterSecurity stored) {
        ClusterSecurity.Login login = stored.login();
        ClusterSecurity.ClientCertificate certificate = stored.clientCertificate();
        JsonNode security = patch.path("security");
        if (DECIDING.stream().anyMatch(security::has)) {
            return NONE;
        }
        return new StoredSecrets(
                login == null || security.path("password").isNull() ? null : login.password(),
                certificate == null || security.path("clientKey").isNull() ? null : certificate.privateKey());
    }
}
