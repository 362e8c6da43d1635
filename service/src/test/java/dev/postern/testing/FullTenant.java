package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** A tenant that has something of everything, for tests of who may see and do what. */
public final class FullTenant {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private FullTenant() {}

    public static TestTenant of(PosternTest test) {
        TestTenant tenant = test.newTenant();
        created(tenant, "/tokens", """
                {"name": "once", "role": "DATA_PLANE"}""", "Idempotency-Key", "full-tenant");
        String connection = created(tenant, "/connections", """
                {"kind": "AWS_PRIVATELINK", "name": "kafka", "availabilityZones": ["use1-az1"]}""");
        String cluster = created(tenant, "/clusters", """
                {"name": "orders", "bootstrap": ["b-1.kafka.full.internal:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "SAME"}}]}""".formatted(connection));
        String validations = "/clusters/" + cluster + "/validations";
        String run = tenant.path(validations + "/" + created(tenant, validations, null));
        await().atMost(LIMIT)
                .until(() -> !tenant.admin().get(run).text("/state").equals("RUNNING"));
        return tenant;
    }

    private static String created(TestTenant tenant, String path, String body, String... headers) {
        Answer answer = tenant.admin().post(tenant.path(path), body, headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("/id");
    }
}
