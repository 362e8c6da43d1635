package dev.postern.clusters;

import java.util.List;
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

    /**
     * After a change. A secret that was given counts as changed, whether it is the one that was there or not: nobody is
     * told which.
     */
    static AuditedCluster of(ClusterRecord before, ClusterRecord after, GivenSecrets given) {
        StoredSecurity then = before.security();
        StoredSecurity now = after.security();
        return of(
                after,
                word(then.password(), now.password(), given.password()),
                word(then.clientKey(), now.clientKey(), given.clientKey()));
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

    private static @Nullable String word(@Nullable SealedSecret before, @Nullable SealedSecret after, boolean given) {
        if (after == null) {
            return null;
        }
        return before != null && given ? CHANGED : SET;
    }
}
