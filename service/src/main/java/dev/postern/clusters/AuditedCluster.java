package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.foundation.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the audit log keeps of a cluster: what its tenant wants of it, and of its secrets whether they are there. */
record AuditedCluster(
        String name,
        List<String> bootstrap,
        AuditedSecurity security,
        @Nullable BootstrapRouteBody bootstrapRoute,
        List<RouteBody> routes,
        long version) {

    private static final String SET = "set";
    private static final String CHANGED = "changed";

    /** {@code password} and {@code clientKey} are {@code set} or {@code changed}; null where there is none. */
    record AuditedSecurity(
            String protocol,
            @Nullable String mechanism,
            @Nullable String username,
            @Nullable String password,
            @Nullable String caCertificates,
            @Nullable String clientCertificate,
            @Nullable String clientKey) {}

    static AuditedCluster of(ClusterRecord cluster) {
        StoredSecurity stored = cluster.security();
        return of(cluster, stored.password() == null ? null : SET, stored.clientKey() == null ? null : SET);
    }

    /** After a change, with the secrets before and after it; {@code before} is null where those could not be read. */
    static AuditedCluster of(ClusterRecord cluster, @Nullable ClusterSecurity before, ClusterSecurity after) {
        if (before == null) {
            return of(cluster, password(after) == null ? null : CHANGED, key(after) == null ? null : CHANGED);
        }
        return of(cluster, word(password(before), password(after)), word(key(before), key(after)));
    }

    private static AuditedCluster of(ClusterRecord cluster, @Nullable String password, @Nullable String clientKey) {
        ClusterView view = cluster.view();
        SecurityView security = view.security();
        return new AuditedCluster(
                view.name(),
                view.bootstrap(),
                new AuditedSecurity(
                        security.protocol().name(),
                        security.mechanism(),
                        security.username(),
                        password,
                        security.caCertificates(),
                        security.clientCertificate(),
                        clientKey),
                view.bootstrapRoute(),
                view.routes(),
                view.version());
    }

    private static @Nullable String word(@Nullable Secret before, @Nullable Secret after) {
        if (after == null) {
            return null;
        }
        return before == null || Objects.equals(before, after) ? SET : CHANGED;
    }

    private static @Nullable Secret password(ClusterSecurity security) {
        return Optional.ofNullable(security.login())
                .map(ClusterSecurity.Login::password)
                .orElse(null);
    }

    private static @Nullable Secret key(ClusterSecurity security) {
        return Optional.ofNullable(security.clientCertificate())
                .map(ClusterSecurity.ClientCertificate::privateKey)
                .orElse(null);
    }
}
