package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.FakeMetadata;
import dev.postern.connections.PrivateLinkTenant;
import dev.postern.testing.Answer;
import dev.postern.testing.TestTenant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the clients of a cluster are told, and what moves it. */
class ResolverMappingTest extends ResolutionTest {

    @Autowired
    private FakeMetadata kafka;

    private ResolvingTenant acme;

    @BeforeEach
    void aTenantWithAConnection() {
        acme = ResolvingTenant.of(new PrivateLinkTenant(newTenant(), sandbox()), kafka);
    }

    @Test
    void aMappingBeginsWithTheBootstrapAddressesAndFollowsTheBrokers() {
        String id = acme.cluster("boot.kafka:9092");
        Answer first = acme.mapping(id);
        assertThat(first.json().path("entries")).isEmpty();
        assertThat(first.json().path("bootstrap").toString())
                .isEqualTo("""
                [{"host":"boot.kafka","port":9092,"targetHost":"%s","targetPort":9091,"connectionId":"%s"}]""".formatted(acme.regional(), acme.connection()));
        assertThat(first.text("/version")).isEqualTo("1");
        assertThat(first.json().path("kafkaClusterId").isNull()).isTrue();

        acme.listen("abc", "1=b-1.kafka:9092 2=b-2.kafka:9092 100=b-100.kafka:9092", 9091);

        Answer known =
                acme.awaitMapping(id, answer -> !answer.json().path("entries").isEmpty());
        assertThat(known.text("/version")).isEqualTo("2");
        assertThat(known.text("/kafkaClusterId")).isEqualTo("abc");
        assertThat(known.json().path("entries").get(1).toString())
                .isEqualTo("""
                {"nodeId":2,"rack":"use1-az1","host":"b-2.kafka","port":9092,"targetHost":"%s","targetPort":9002,\
                "connectionId":"%s"}""".formatted(acme.regional(), acme.connection()));
        assertThat(known.json().path("unroutable").toString()).isEqualTo("""
                [{"nodeId":100,"host":"b-100.kafka","port":9092,"reason":"NO_ROUTE"}]""");
        assertThat(kafka.dialled())
                .filteredOn(target -> target.host().endsWith(".kafka"))
                .isEmpty();
    }

    @Test
    void aChangeOfRoutesIsServedAtOnceAndCountsOnce() {
        String id = acme.cluster("boot.kafka:9092");
        acme.listen("abc", "1=b-1.kafka:9092", 9091, 9001, 9101);
        String version = acme.awaitMapping(
                        id, answer -> !answer.json().path("entries").isEmpty())
                .text("/version");

        acme.patch(id, """
                {"routes": [{"match": {"nodeIds": "1"}, "connectionId": "%s",
                             "port": {"kind": "FIXED", "value": 9101}, "availabilityZone": "use1-az1"}]}""".formatted(acme.connection()));

        Answer after = acme.mapping(id);
        assertThat(after.text("/entries/0/targetHost")).isEqualTo(acme.zonal());
        assertThat(after.text("/entries/0/targetPort")).isEqualTo("9101");
        assertThat(after.text("/unroutable/0/host")).isEqualTo("boot.kafka");
        assertThat(after.json().at("/unroutable/0/nodeId").isNull()).isTrue();
        assertThat(after.json().path("version").asLong()).isEqualTo(Long.parseLong(version) + 1);
        acme.patch(id, """
                {"name": "renamed"}""");
        assertThat(acme.mapping(id).text("/version")).isEqualTo(after.text("/version"));
    }

    @Test
    void anEndpointThatIsGoneLetsNobodyInUntilItIsMadeAgain() {
        String id = acme.cluster("boot.kafka:9092");
        acme.listen("abc", "1=b-1.kafka:9092", 9091, 9001);
        acme.awaitMapping(id, answer -> !answer.json().path("entries").isEmpty());
        PrivateLinkTenant owner = new PrivateLinkTenant(acme.tenant(), sandbox());

        sandbox().aws().delete(owner.read(acme.connection()).text("/endpoint/id"));

        Answer closed =
                acme.awaitMapping(id, answer -> answer.json().path("entries").isEmpty());
        assertThat(closed.text("/unroutable/0/reason")).isEqualTo("CONNECTION_NOT_AVAILABLE");
        assertThat(closed.text("/kafkaClusterId")).isEqualTo("abc");
        sandbox()
                .aws()
                .accept(owner.awaitReason(acme.connection(), "ENDPOINT_ACCEPTANCE")
                        .text("/endpoint/id"));
        Answer open =
                acme.awaitMapping(id, answer -> !answer.json().path("entries").isEmpty());
        assertThat(open.text("/entries/0/targetHost")).isNotEqualTo(acme.regional());
    }

    @Test
    void theTextHasOneLineForEachAddressThatHasAWayIn() {
        String id = acme.cluster("boot.kafka:9092");
        acme.listen("abc", "1=b-1.kafka:9092 100=b-100.kafka:9092", 9091);
        acme.awaitMapping(id, answer -> !answer.json().path("entries").isEmpty());

        Answer text = acme.mapping(id, "Accept", "text/plain");

        assertThat(text.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(text.body()).isEqualTo("""
                b-1.kafka 9092 %1$s 9001
                boot.kafka 9092 %1$s 9091
                """.formatted(acme.regional()));
    }

    @Test
    void anETagIsOfAVersionAndARepresentation() {
        String id = acme.cluster("boot.kafka:9092");
        Answer json = acme.mapping(id);
        Answer text = acme.mapping(id, "Accept", "application/json;q=0.5, text/plain");
        String etag = json.header("ETag").orElseThrow();

        assertThat(etag).isEqualTo("\"1-json\"");
        assertThat(text.header("ETag")).contains("\"1-text\"");
        assertThat(json.response().headers().allValues("Vary")).contains("Accept");
        assertThat(acme.mapping(id, "If-None-Match", "W/\"x\", W/" + etag).status())
                .isEqualTo(304);
        assertThat(acme.mapping(id, "If-None-Match", etag, "Accept", "text/plain")
                        .status())
                .isEqualTo(200);
        assertThat(acme.mapping(id, "Accept", "image/png").status()).isEqualTo(406);
    }

    @Test
    void oneAddressIsResolvedAlsoThatOfABrokerNotSeenYet() {
        String id = acme.cluster("boot.kafka:9092");
        acme.listen("abc", "1=b-1.kafka:9092", 9091);
        acme.awaitMapping(id, answer -> !answer.json().path("entries").isEmpty());
        acme.patch(id, """
                {"routes": [{"match": {"nodeIds": "1"}, "connectionId": "%1$s",
                             "port": {"kind": "FIXED", "value": 9001}},
                            {"match": {"address": "b-*.kafka:9092"}, "connectionId": "%1$s",
                             "port": {"kind": "FIXED", "value": 9007}}]}""".formatted(acme.connection()));

        Answer known = resolve(id, "host=B-1.KAFKA&port=9092");
        Answer unseen = resolve(id, "host=b-7.kafka&port=9092");
        Answer nowhere = resolve(id, "host=other.kafka&port=9092");

        assertThat(known.text("/nodeId")).isEqualTo("1");
        assertThat(known.text("/targetPort")).isEqualTo("9001");
        assertThat(unseen.json().path("nodeId").isNull()).isTrue();
        assertThat(unseen.text("/targetPort")).isEqualTo("9007");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.text("/type")).endsWith("/broker-unroutable");
        assertThat(resolve(id, "host=b-1.kafka").text("/errors/0/pointer")).isEqualTo("port");
        assertThat(resolve(id, "host=b%201&port=9092").text("/errors/0/pointer"))
                .isEqualTo("host");
        assertThat(resolve(id, "host=b-1.kafka&port=65536").text("/errors/0/pointer"))
                .isEqualTo("port");
    }

    @Test
    void aDataPlaneTokenReadsTheMappingsOfItsTenantAndNothingElse() {
        String id = acme.cluster("boot.kafka:9092");
        String path = acme.path(id, "/resolver-mapping");
        TestTenant globex = newTenant();

        assertThat(acme.tenant().as("DATA_PLANE").get(path).status()).isEqualTo(200);
        assertThat(acme.tenant()
                        .as("DATA_PLANE")
                        .get(acme.path(id, "/topology"))
                        .status())
                .isEqualTo(403);
        assertThat(globex.as("DATA_PLANE").get(path).status()).isEqualTo(404);
        assertThat(globex.as("DATA_PLANE")
                        .get(globex.path("/clusters/" + id + "/resolver-mapping"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aDeletedClusterHasNoMapping() {
        String id = acme.cluster("boot.kafka:9092");

        acme.tenant().admin().delete(acme.path(id, ""));

        assertThat(acme.mapping(id).status()).isEqualTo(404);
        assertThat(acme.topology(id).status()).isEqualTo(404);
        assertThat(resolve(id, "host=boot.kafka&port=9092").text("/type")).endsWith("/not-found");
    }

    private Answer resolve(String cluster, String query) {
        return acme.tenant().admin().get(acme.path(cluster, "/resolve?" + query));
    }
}
