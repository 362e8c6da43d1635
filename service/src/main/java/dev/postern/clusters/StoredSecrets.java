package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.foundation.Secret;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The secrets that a request need not repeat.
 *
 * @param why those that are stored have to be given again; null where none was stored
 */
record StoredSecrets(
        @Nullable Secret password,
        @Nullable Secret clientKey,
        @Nullable String why) {

    static final StoredSecrets NONE = new StoredSecrets(null, null, null);
    static final StoredSecrets CLOSED = new StoredSecrets(
            null,
            null,
            "is stored in a form that can be read no more; send it again, with the same patch or one of its own");

    private static final String SHOWN_ANEW =
            "has to be sent again with a patch that changes to whom or how it is shown: a new address in bootstrap, or protocol, mechanism, username, caCertificates or clientCertificate in security";

    /** What decides who gets to see a secret, and in which form. */
    private static final Set<String> DECIDING =
            Set.of("protocol", "mechanism", "username", "caCertificates", "clientCertificate");

    /**
     * Those that are kept while {@code patch} is applied: all that it does not remove by an explicit null. A patch of
     * the security itself keeps none, and one that adds an address keeps no password: whoever says to whom and how a secret
     * is shown must know it. (A private key is shown to nobody.)
     *
     * @param newAddress whether the patch adds a bootstrap address
     */
    static StoredSecrets keptBy(JsonNode patch, ClusterSecurity stored, boolean newAddress) {
        ClusterSecurity.Login login = stored.login();
        ClusterSecurity.ClientCertificate certificate = stored.clientCertificate();
        JsonNode security = patch.path("security");
        if (DECIDING.stream().anyMatch(security::has)) {
            return new StoredSecrets(null, null, SHOWN_ANEW);
        }
        return new StoredSecrets(
                login == null || newAddress || security.path("password").isNull() ? null : login.password(),
                certificate == null || security.path("clientKey").isNull() ? null : certificate.privateKey(),
                newAddress ? SHOWN_ANEW : null);
    }

    /** What to do about a secret that is not there: as {@code advice} has it, unless there is one that was not kept. */
    String missing(String advice) {
        return why == null ? advice : why;
    }
}
