package dev.postern.testing;

import java.util.HashMap;
import java.util.Map;

/**
 * One request for each operation that takes a body, which would be accepted as it is, and ids to fill into paths.
 */
public final class GoodRequests {

    private static final String HOST_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
    private static final String FINGERPRINT = "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU";

    private final TestTenant tenant;
    private final Map<String, Request> requests = new HashMap<>();
    private final Map<String, String> ids = new HashMap<>();

    private GoodRequests(TestTenant tenant) {
        this.tenant = tenant;
    }

    public record Request(String path, String body) {}

    public static GoodRequests make(TestTenant tenant) {
        GoodRequests good = new GoodRequests(tenant);
        tenant.allowHostnamesUnder("good.example");
        good.ids.put("tenantId", tenant.id());
        good.ids.put("tokenId", tenant.admin().post(tenant.path("/tokens"), """
                        {"name": "target", "role": "TENANT_VIEWER"}""").text("/id"));
        good.ids.put(
                "rotationId",
                tenant.operator().post("/api/v1/secret-key-rotations", "").text("/id"));
        String token = """
                {"name": "pipeline", "role": "DATA_PLANE", "expiresAt": "2030-01-01T00:00:00Z"}""";
        String customer = """
                {"name": "Good", "dnsSuffixes": ["good.example"]}""";
        good.add("createToken", "/api/v1/tokens", token);
        good.add("createTenantToken", tenant.path("/tokens"), token);
        good.add(
                "createSession", "/api/v1/session", """
                {"token": "%s"}""".formatted(tenant.admin().token()));
        good.add("createTenant", "/api/v1/tenants", customer);
        good.add("patchTenant", "/api/v1/tenants/" + tenant.id(), customer);
        good.addConnections();
        good.addClusters();
        return good;
    }

    private void addConnections() {
        String connections = tenant.path("/connections");
        String connection = """
                {"kind": "AWS_PRIVATELINK", "name": "good",
                 "serviceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718",
                 "availabilityZones": ["use1-az1", "use1-az4"], "serviceRegion": "us-east-1",
                 "dns": {"mode": "HOSTED_ZONE", "hostname": "kafka.good.example"}}""";
        add("createConnection", connections, connection);
        String id = tenant.admin()
                .post(connections, connection.replace("\"good\"", "\"target\""))
                .text("/id");
        ids.put("connectionId", id);
        add("waiveClaim", connections + "/" + id + "/claim-waiver", """
                {"serviceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718"}""");
        String bastion =
                tenant.admin().post(connections, """
                {"kind": "SSH_BASTION", "name": "bastion", "host": "127.0.0.1", "port": 1024, "user": "postern",
                 "hostKey": "%s"}""".formatted(HOST_KEY)).text("/id");
        add("approveHostKey", connections + "/" + bastion + "/host-key", """
                {"fingerprint": "%s"}""".formatted(FINGERPRINT));
        add("patchConnection", connections + "/" + id, """
                {"name": "target", "serviceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718",
                 "serviceRegion": "us-east-1", "availabilityZones": ["use1-az1"],
                 "dns": {"mode": "HOSTED_ZONE", "hostname": "kafka.good.example"}}""");
    }

    private void addClusters() {
        String clusters = tenant.path("/clusters");
        String cluster = """
                {"name": "good", "bootstrap": ["b-1.kafka.good.internal:9092"],
                 "security": {"protocol": "SASL_SSL", "mechanism": "SCRAM-SHA-512", "username": "u", "password": "p",
                              "caCertificates": null, "clientCertificate": null, "clientKey": null},
                 "bootstrapRoute": {"connectionId": "%1$s", "port": 9091},
                 "routes": [{"match": {"address": "b-1.kafka.good.internal:9092"}, "connectionId": "%1$s",
                             "port": {"kind": "FIXED", "value": 9001}, "availabilityZone": "use1-az1"},
                            {"match": {"nodeIds": "2-9"}, "connectionId": "%1$s",
                             "port": {"kind": "NODE_ID_PLUS", "value": 9000}, "availabilityZone": null}]}""".formatted(ids.get("connectionId"));
        add("createCluster", clusters, cluster);
        String id = tenant.admin()
                .post(clusters, cluster.replace("\"good\"", "\"target\""))
                .text("/id");
        ids.put("clusterId", id);
        add("patchCluster", clusters + "/" + id, cluster.replace("\"good\"", "\"target\""));
        ids.put(
                "validationId",
                tenant.admin().post(clusters + "/" + id + "/validations", null).text("/id"));
    }

    private void add(String operation, String path, String body) {
        requests.put(operation, new Request(path, body));
    }

    /** As the operator, who may do everything. */
    public Api api() {
        return tenant.operator();
    }

    public boolean knows(String operation) {
        return requests.containsKey(operation);
    }

    public Request of(String operation) {
        Request request = requests.get(operation);
        if (request == null) {
            throw new AssertionError("no good request is known for " + operation);
        }
        return request;
    }

    public String fill(String path) {
        String filled = path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }
}
