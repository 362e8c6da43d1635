package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** A tenant that has something of everything, for tests of who may see and do what. */
public final class FullTenant {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private FullTenant() {}

    public static TestTenant of(PosternTest test) {
        TestTenant tenant = test.newTenant();
        create(tenant, "/tokens", """
                {"name": "once", "role": "DATA_PLANE"}""", "Idempotency-Key", "full-tenant");
        String connection = create(tenant, "/connections", """
                {"kind": "AWS_PRIVATELINK", "name": "kafka", "availabilityZones": ["use1-az1"]}""");
        String bastion = create(tenant, "/connections", """
                {"kind": "SSH_BASTION", "name": "bastion", "host": "127.0.0.1", "port": 1024, "user": "postern"}""");
        String cluster = create(tenant, "/clusters", """
                {"name": "orders", "bootstrap": ["b-1.kafka.internal:9092", "b-2.kafka.internal:9092"],
                 "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"address": "b-2.*:*"}, "connectionId": "%s", "port": {"kind": "TUNNEL"}},
                            {"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "SAME"}}]}""".formatted(bastion, connection));
        // Its connection leads nowhere yet, so this ends soon, and badly.
        String validations = "/clusters/" + cluster + "/validations";
        String run = create(tenant, validations, "");
        await().atMost(LIMIT)
                .until(() -> !tenant.admin()
                        .get(tenant.path(validations + "/" + run))
                        .text("/state")
                        .equals("RUNNING"));
        return tenant;
    }

    private static String create(TestTenant tenant, String path, String body, String... headers) {
        Answer created = tenant.admin().post(tenant.path(path), body, headers);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }
}
