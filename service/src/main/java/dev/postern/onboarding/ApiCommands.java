package dev.postern.onboarding;

import dev.postern.clusters.ClusterId;
import dev.postern.connections.ConnectionId;
import dev.postern.foundation.TenantId;

/**
 * Requests of this API as commands to paste, with curl and a token from the environment. Nothing but ids is put into them,
 * which are letters, digits and {@code _}.
 */
record ApiCommands(TenantId tenant, ConnectionId connection) {

    private static final String CURL = "curl -sS --fail-with-body -H \"Authorization: Bearer $POSTERN_TOKEN\" ";

    /** With the fingerprint in {@code FINGERPRINT}, as whoever has looked at the bastion itself knows it. */
    String approveHostKey() {
        return CURL
                + "-H 'Content-Type: application/json' -d '{\"fingerprint\": \"'\"${FINGERPRINT:?is that of the host key as the bastion itself has it}\"'\"}' \"%s/host-key\""
                        .formatted(url());
    }

    /** In the directory that the kit's Terraform was applied in. */
    String nameService() {
        return CURL
                + "-X PATCH -H 'Content-Type: application/merge-patch+json' -d '{\"serviceName\": \"'\"$(terraform output -raw service_name)\"'\"}' \"%s\""
                        .formatted(url());
    }

    String authorizedKeys() {
        return CURL + "\"%s/onboarding/authorized-keys\"".formatted(url());
    }

    /** A cluster without TLS and log-in, whose brokers are numbered: their listeners are 9000 plus the node id, that of any broker is 9091. */
    String addClusterOverPrivateLink() {
        return addCluster("""
            "bootstrapRoute": {"connectionId": "%1$s", "port": 9091}, \
            "routes": [{"match": {"nodeIds": "1-40"}, "connectionId": "%1$s", "port": {"kind": "NODE_ID_PLUS", "value": 9000}}]\
            """);
    }

    String addClusterOverBastion() {
        return addCluster("""
            "routes": [{"match": {"address": "*:*"}, "connectionId": "%1$s", "port": {"kind": "TUNNEL"}}]\
            """);
    }

    private String addCluster(String routes) {
        String body =
                "{\"name\": \"kafka\", \"bootstrap\": [\"'\"${KAFKA_BOOTSTRAP:?is the address that your clients begin with}\"'\"], \"security\": {\"protocol\":"
                        + " \"PLAINTEXT\"}, "
                        + routes.formatted(connection) + "}";
        return CURL
                + "-H 'Content-Type: application/json' -d '%s' \"$POSTERN_URL/api/v1/tenants/%s/clusters\""
                        .formatted(body, tenant);
    }

    String validate(ClusterId cluster) {
        return CURL + "-X POST \"$POSTERN_URL/api/v1/tenants/%s/clusters/%s/validations\"".formatted(tenant, cluster);
    }

    private String url() {
        return "$POSTERN_URL/api/v1/tenants/%s/connections/%s".formatted(tenant, connection);
    }
}
