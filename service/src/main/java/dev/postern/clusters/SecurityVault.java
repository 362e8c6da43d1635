package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.ClientCertificate;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.database.TenantScope;
import dev.postern.foundation.Secret;
import dev.postern.secrets.SealedColumn;
import dev.postern.secrets.SecretBox;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals and opens the secrets of clusters, each for its row and column and the tenant that is bound to the thread. */
@Component
class SecurityVault {

    static final SealedColumn PASSWORD = new SealedColumn("cluster", "password_sealed");
    static final SealedColumn CLIENT_KEY = new SealedColumn("cluster", "client_key_sealed");

    private final SecretBox box;

    SecurityVault(SecretBox box) {
        this.box = box;
    }

    StoredSecurity seal(ClusterId cluster, ClusterSecurity security) {
        Login login = security.login();
        ClientCertificate certificate = security.clientCertificate();
        return new StoredSecurity(
                security.protocol(),
                login == null ? null : login.mechanism(),
                login == null ? null : login.username(),
                login == null ? null : seal(cluster, PASSWORD, login.password()),
                security.caCertificates(),
                certificate == null ? null : certificate.chain(),
                certificate == null ? null : seal(cluster, CLIENT_KEY, certificate.privateKey()));
    }

    /** Throws {@link IllegalStateException} where a secret does not open: it was changed, moved, or its key is gone. */
    ClusterSecurity open(ClusterId cluster, StoredSecurity stored) {
        return new ClusterSecurity(
                stored.protocol(), login(cluster, stored), stored.caCertificates(), clientCertificate(cluster, stored));
    }

    private @Nullable Login login(ClusterId cluster, StoredSecurity stored) {
        if (stored.mechanism() == null || stored.username() == null || stored.password() == null) {
            return null;
        }
        return new Login(stored.mechanism(), stored.username(), open(cluster, PASSWORD, stored.password()));
    }

    private @Nullable ClientCertificate clientCertificate(ClusterId cluster, StoredSecurity stored) {
        if (stored.clientCertificate() == null || stored.clientKey() == null) {
            return null;
        }
        return new ClientCertificate(stored.clientCertificate(), open(cluster, CLIENT_KEY, stored.clientKey()));
    }

    private SealedSecret seal(ClusterId cluster, SealedColumn column, Secret secret) {
        return new SealedSecret(box.seal(secret, column.of(TenantScope.required(), cluster.value())));
    }

    private Secret open(ClusterId cluster, SealedColumn column, SealedSecret secret) {
        return box.open(secret.ciphertext(), column.of(TenantScope.required(), cluster.value()));
    }
}
