package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.foundation.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The secrets that a request need not repeat.
 *
 * @param closed whether there are some that do not open: they have to be given anew
 */
record StoredSecrets(@Nullable Secret password, @Nullable Secret clientKey, boolean closed) {

    static final StoredSecrets NONE = new StoredSecrets(null, null, false);
    static final StoredSecrets CLOSED = new StoredSecrets(null, null, true);

    private static final String SEND_AGAIN =
            "is stored in a form that can be read no more; send it again, with the same patch or one of its own";

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
                certificate == null || security.path("clientKey").isNull() ? null : certificate.privateKey(),
                false);
    }

    /** What to do about a secret that is not there: as {@code advice} has it, unless there was one. */
    String missing(String advice) {
        return closed ? SEND_AGAIN : advice;
    }
}
