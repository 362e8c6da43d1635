package dev.postern.onboarding;

import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterOutline;
import dev.postern.clusters.SecurityView;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs to know of a cluster; placeholders where there is none yet.
 *
 * @param caCertificates PEM; null where the public authorities do, or there is no cluster
 * @param values for the templates
 */
record ClientSettings(
        String clusterName, boolean placeholders, @Nullable String caCertificates, Map<String, Object> values) {

    /** So long an unconfirmed mapping with tunnels may be followed: an hour less than ports are kept from others. */
    private static final int MAX_AGE_SECONDS = 23 * 3600;

    private static final String PLACEHOLDER = "REPLACE_ME";

    ClientSettings {
        values = Map.copyOf(values);
    }

    /** @param connection over which the cluster is reached, and that kind of connection */
    static ClientSettings of(TenantId tenant, ConnectionId connection, ConnectionKind kind, ClusterOutline outline) {
        Cluster cluster = outline.cluster();
        SecurityView security = outline.security();
        Map<String, Object> values = new HashMap<>();
        String mechanism = security.mechanism();
        if (mechanism != null) {
            values.put("mechanism", mechanism);
        }
        if (security.username() != null) {
            values.put("username", security.username());
        }
        if (kind != ConnectionKind.AWS_PRIVATELINK || !leadsOver(connection, cluster)) {
            values.put("maxAgeSeconds", MAX_AGE_SECONDS);
        }
        common(values, tenant, cluster.name(), cluster.id().value(), addresses(cluster));
        values.put("placeholders", false);
        values.put("protocol", security.protocol().name());
        values.put("tls", security.protocol().tls());
        values.put("sasl", security.protocol().sasl());
        values.put("scram", mechanism != null && mechanism.startsWith("SCRAM"));
        values.put("ca", security.caCertificates() != null);
        values.put("certificate", security.clientCertificate() != null);
        return new ClientSettings(cluster.name(), false, security.caCertificates(), values);
    }

    static ClientSettings unknown(TenantId tenant, ConnectionKind kind) {
        Map<String, Object> values = new HashMap<>();
        if (kind != ConnectionKind.AWS_PRIVATELINK) {
            values.put("maxAgeSeconds", MAX_AGE_SECONDS);
        }
        common(values, tenant, PLACEHOLDER, PLACEHOLDER, List.of(PLACEHOLDER + ":9092"));
        values.put("placeholders", true);
        values.put("protocol", "PLAINTEXT");
        for (String absent : List.of("tls", "sasl", "scram", "ca", "certificate")) {
            values.put(absent, false);
        }
        return new ClientSettings(PLACEHOLDER, true, null, values);
    }

    /** As the cluster's certificates of authorities are called in the kit. */
    String caFile() {
        return Kit.fileName("ca", clusterName, ".pem");
    }

    private static void common(
            Map<String, Object> values, TenantId tenant, String name, String id, List<String> bootstrap) {
        values.put("tenantId", tenant.value());
        values.put("clusterName", name);
        values.put("clusterId", id);
        values.put("bootstrap", bootstrap);
        values.put("bootstrapList", String.join(",", bootstrap));
        values.put("caFile", Kit.fileName("ca", name, ".pem"));
    }

    private static List<String> addresses(Cluster cluster) {
        return cluster.bootstrap().stream().map(HostPort::toString).toList();
    }

    /** Whether all of the cluster's routes lead over that connection. */
    private static boolean leadsOver(ConnectionId connection, Cluster cluster) {
        return cluster.routes().stream().allMatch(route -> route.connectionId().equals(connection))
                && (cluster.bootstrapRoute() == null
                        || cluster.bootstrapRoute().connectionId().equals(connection));
    }
}
