package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.foundation.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The secrets that a request need not repeat. */
record StoredSecrets(@Nullable Secret password, @Nullable Secret clientKey) {

    static final StoredSecrets NONE = new StoredSecrets(null, null);

    /** Those that are kept while {@code patch} is applied: all that it does not remove by an explicit null. */
    static StoredSecrets keptBy(JsonNode patch, ClusterSecurity stored) {
        ClusterSecurity.Login login = stored.login();
        ClusterSecurity.ClientCertificate certificate = stored.clientCertificate();
        JsonNode security = patch.path("security");
        return new StoredSecrets(
                login == null || security.path("password").isNull() ? null : login.password(),
                certificate == null || security.path("clientKey").isNull() ? null : certificate.privateKey());
    }
}
