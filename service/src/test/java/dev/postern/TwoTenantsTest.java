package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two customers whose clusters look the same to the letter: names, zones, ports, routes. */
class TwoTenantsTest extends PosternTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SUFFIX = "kafka.same.internal";

    @Test
    void theSameNamesLeadEachTenantToItsOwnCluster() {
        try (KafkaBrokers acmeBrokers = brokers();
                KafkaBrokers globexBrokers = brokers()) {
            Side acme = side(Account.ACME, "same-acme", acmeBrokers);
            Side globex = side(Account.GLOBEX, "same-globex", globexBrokers);

            Answer acmeMapping = acme.mapping();
            Answer globexMapping = globex.mapping();

            assertThat(acmeMapping.text("/kafkaClusterId")).isEqualTo(acmeBrokers.clusterId());
            assertThat(globexMapping.text("/kafkaClusterId")).isEqualTo(globexBrokers.clusterId());
            assertThat(keys(acmeMapping)).hasSize(3).isEqualTo(keys(globexMapping));
            assertThat(targets(acmeMapping)).doesNotContainAnyElementsOf(targets(globexMapping));
            assertThat(acme.validate()).isEqualTo("PASSED");
            assertThat(globex.validate()).isEqualTo("PASSED");
            nothingOfTheOtherIsSeen(acme, globex);
            nothingOfTheOtherIsSeen(globex, acme);
        }
    }

    /** Every path of the other tenant's things, with one's own token: by its tenant id, and smuggled under one's own. */
    private static void nothingOfTheOtherIsSeen(Side one, Side other) {
        for (String rest : List.of(
                "/connections/" + other.connection(),
                "/connections/" + other.connection() + "/history",
                "/clusters/" + other.cluster(),
                "/clusters/" + other.cluster() + "/topology",
                "/clusters/" + other.cluster() + "/resolver-mapping",
                "/clusters/" + other.cluster() + "/resolve?host=b-1." + SUFFIX + "&port=9092",
                "/clusters/" + other.cluster() + "/validations")) {
            assertThat(one.tenant().admin().get(other.tenant().path(rest)).status())
                    .as(rest)
                    .isEqualTo(404);
            assertThat(one.tenant().admin().get(one.tenant().path(rest)).status())
                    .as(rest)
                    .isEqualTo(404);
        }
        assertThat(one.tenant()
                        .admin()
                        .delete(one.tenant().path("/clusters/" + other.cluster()))
                        .status())
                .isEqualTo(404);
        assertThat(one.tenant()
                        .admin()
                        .delete(one.tenant().path("/connections/" + other.connection()))
                        .status())
                .isEqualTo(404);
        Answer borrowed =
                one.tenant().admin().post(one.tenant().path("/clusters"), """
                {"name": "borrowed", "bootstrap": ["b-1.%s:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "SAME"}}]}""".formatted(SUFFIX, other.connection()));
        assertThat(borrowed.status()).isEqualTo(422);
        assertThat(borrowed.text("/errors/0/pointer")).isEqualTo("/routes/0/connectionId");
        assertThat(one.tenant().admin().get(one.tenant().path("/clusters")).body())
                .doesNotContain(other.cluster());
        assertThat(one.tenant().admin().get(one.tenant().path("/connections")).body())
                .doesNotContain(other.connection());
    }

    @Test
    void anEndpointServiceThatServesOneTenantIsRefusedToAnotherWithoutSayingWhose() {
        try (KafkaBrokers brokers = brokers()) {
            Side acme = side(Account.ACME, "claimed", brokers);
            TestTenant globex = newTenant();

            Answer claim = globex.admin().post(globex.path("/connections"), connection(acme.kafka()));

            assertThat(claim.status()).isEqualTo(409);
            assertThat(claim.text("/type")).endsWith("/service-claimed");
            assertThat(claim.body()).doesNotContain(acme.tenant().id()).doesNotContain(acme.connection());
        }
    }

    private record Side(TestTenant tenant, TenantKafka kafka, String connection, String cluster) {

        Answer mapping() {
            return tenant.as("DATA_PLANE").get(tenant.path("/clusters/" + cluster + "/resolver-mapping"));
        }

        String validate() {
            String id = tenant.admin()
                    .post(tenant.path("/clusters/" + cluster + "/validations"), "{}")
                    .text("/id");
            return await().atMost(LIMIT)
                    .until(
                            () -> tenant.admin()
                                    .get(tenant.path("/clusters/" + cluster + "/validations/" + id))
                                    .text("/state"),
                            state -> !state.equals("RUNNING"));
        }
    }

    private Side side(Account account, String name, KafkaBrokers brokers) {
        TestTenant tenant = newTenant();
        TenantKafka kafka = TenantKafka.behindPrivateLink(sandbox(), account, name, brokers);
        sandbox().aws().allow(kafka.serviceName(), "*");
        Answer created = tenant.admin().post(tenant.path("/connections"), connection(kafka));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String connection = created.text("/id");
        String path = tenant.path("/connections/" + connection);
        String endpoint = await().atMost(LIMIT)
                .until(
                        () -> tenant.admin().get(path),
                        seen -> seen.text("/reason").equals("ENDPOINT_ACCEPTANCE"))
                .text("/endpoint/id");
        sandbox().aws().accept(endpoint);
        await().atMost(LIMIT).until(() -> tenant.admin().get(path).text("/reason"), reason -> reason.equals("READY"));
        Answer cluster =
                tenant.admin().post(tenant.path("/clusters"), """
                {"name": "orders", "bootstrap": ["b-1.%s:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [
                   {"match": {"address": "b-1.%s:9092"}, "connectionId": "%s", "port": {"kind": "FIXED", "value": 9001}},
                   {"match": {"nodeIds": "2-9"}, "connectionId": "%s", "port": {"kind": "NODE_ID_PLUS", "value": 9000}}]}""".formatted(SUFFIX, SUFFIX, connection, connection));
        assertThat(cluster.status()).as(cluster.body()).isEqualTo(201);
        Side side = new Side(tenant, kafka, connection, cluster.text("/id"));
        await().atMost(LIMIT).until(() -> side.mapping().json().at("/entries").size() == 3);
        return side;
    }

    private static String connection(TenantKafka kafka) {
        return """
                {"kind": "AWS_PRIVATELINK", "name": "kafka", "serviceName": "%s", "availabilityZones": ["use1-az1", "use1-az2"]}""".formatted(kafka.serviceName());
    }

    private static KafkaBrokers brokers() {
        return KafkaBrokers.builder().nameSuffix(SUFFIX).start();
    }

    private static List<String> keys(Answer mapping) {
        List<String> keys = new ArrayList<>();
        mapping.json()
                .at("/entries")
                .forEach(entry -> keys.add(entry.path("nodeId") + " " + entry.path("host") + ":" + entry.path("port")
                        + " -> " + entry.path("targetPort")));
        return keys;
    }

    private static Set<String> targets(Answer mapping) {
        Set<String> targets = new HashSet<>();
        mapping.json()
                .at("/entries")
                .forEach(entry -> targets.add(entry.path("targetHost").asString()));
        return targets;
    }
}
