package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.FakeMetadata;
import dev.postern.connections.PrivateLinkTenant;
import dev.postern.database.TenantScope;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import dev.postern.testing.Answer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** How clusters are watched. */
class TopologyWatchTest extends ResolutionTest {

    @Autowired
    private FakeMetadata kafka;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private ResolvingTenant acme;

    @BeforeEach
    void aTenantWithAConnection() {
        acme = ResolvingTenant.of(new PrivateLinkTenant(newTenant(), sandbox()), kafka);
    }

    @Test
    void aBrokerThatIsAddedIsMappedAndOneThatLeavesIsShownAsMissing() {
        acme.listen("abc", "1=b-1.kafka:9092 2=b-2.kafka:9092", 9091, 9001, 9002, 9003);
        String id = acme.cluster("boot.kafka:9092");
        acme.awaitTopology(id, answer -> answer.json().path("brokers").size() == 2);

        acme.listen("abc", "1=b-1.kafka:9092 3=b-3.kafka:9092", 9091, 9001, 9002, 9003);

        Answer topology = acme.awaitTopology(id, answer -> answer.body().contains("b-3"));
        assertThat(topology.text("/kafkaClusterId")).isEqualTo("abc");
        assertThat(topology.json().at("/brokers/0/missingSince").isNull()).isTrue();
        assertThat(topology.json().at("/brokers/1/missingSince").isNull()).isFalse();
        assertThat(topology.json().path("failure").isNull()).isTrue();
        assertThat(acme.mapping(id).json().path("entries")).hasSize(3);
    }

    @Test
    void onceTheBrokersAreKnownTheyAreAskedWhenTheBootstrapAddressIsDead() {
        acme.listen("abc", "1=b-1.kafka:9092", 9091, 9001);
        String id = acme.cluster("boot.kafka:9092");
        acme.awaitTopology(id, answer -> !answer.json().path("brokers").isEmpty());

        kafka.close(new HostPort(acme.regional(), 9091));
        acme.listen("abc", "1=b-1.kafka:9092 2=b-2.kafka:9092", 9001);

        acme.awaitTopology(id, answer -> answer.json().path("brokers").size() == 2);
    }

    @Test
    void aClusterThatDoesNotAnswerKeepsItsMappingAndSaysWhy() {
        acme.listen("abc", "1=b-1.kafka:9092", 9091, 9001);
        String id = acme.cluster("boot.kafka:9092");
        String version = acme.awaitMapping(
                        id, answer -> !answer.json().path("entries").isEmpty())
                .text("/version");

        kafka.close(new HostPort(acme.regional(), 9091));
        kafka.close(new HostPort(acme.regional(), 9001));

        Answer failed =
                acme.awaitTopology(id, answer -> !answer.json().path("failure").isNull());
        assertThat(failed.text("/failure/cause")).isEqualTo("TCP_REFUSED");
        assertThat(failed.text("/failure/detail")).contains(acme.regional());
        assertThat(failed.json().path("brokers")).hasSize(1);
        assertThat(acme.mapping(id).text("/version")).isEqualTo(version);
    }

    /** It would be work for nothing, at whatever pace a tenant's clusters fail. */
    @Test
    void aFailedLookDoesNotJoinTheMappingAnew() {
        acme.listen("abc", "1=b-1.kafka:9092", 9091, 9001);
        String id = acme.cluster("boot.kafka:9092");
        acme.awaitMapping(id, answer -> !answer.json().path("entries").isEmpty());
        kafka.close(new HostPort(acme.regional(), 9091));
        kafka.close(new HostPort(acme.regional(), 9001));
        Answer failed =
                acme.awaitTopology(id, answer -> !answer.json().path("failure").isNull());

        asTenant("""
                update resolver_mapping set content = jsonb_set(content, '{kafkaClusterId}', '"as it is"')
                where cluster_id = :id
                returning content ->> 'kafkaClusterId'""", id);
        acme.awaitTopology(id, answer -> !answer.text("/failure/at").equals(failed.text("/failure/at")));

        assertThat(asTenant("select content ->> 'kafkaClusterId' from resolver_mapping where cluster_id = :id", id))
                .isEqualTo("as it is");
    }

    /** A change of one connection joins the mappings of all clusters behind it. */
    @Test
    void moreBrokersThanATenantMayHaveAreNotMappedAndItSaysWhatToDo() {
        acme.tenant().operator().patch("/api/v1/tenants/" + acme.tenant().id(), """
                {"quotas": {"brokers": 2}}""");
        acme.listen("abc", "1=b-1.kafka:9092 2=b-2.kafka:9092 3=b-3.kafka:9092", 9091);
        String id = acme.cluster("boot.kafka:9092");

        Answer refused =
                acme.awaitTopology(id, answer -> !answer.json().path("failure").isNull());
        acme.listen("abc", "1=b-1.kafka:9092 2=b-2.kafka:9092", 9091, 9001, 9002);
        Answer fitting =
                acme.awaitTopology(id, answer -> answer.json().path("brokers").size() == 2);

        assertThat(refused.text("/failure/detail"))
                .contains("The tenant has 0 brokers and would have 3; its quota brokers is 2.")
                .contains("ask the operator");
        assertThat(refused.json().path("brokers")).isEmpty();
        assertThat(fitting.json().path("failure").isNull()).isTrue();
    }

    /** Those that have gone are kept for a while; those that have come in their place are asked for now. */
    @Test
    void aClusterThatReplacesItsBrokersKeepsWithinItsTenantsQuota() {
        acme.tenant().operator().patch("/api/v1/tenants/" + acme.tenant().id(), """
                {"quotas": {"brokers": 2}}""");
        acme.listen("abc", "1=b-1.kafka:9092 2=b-2.kafka:9092", 9091, 9001, 9002, 9003);
        String id = acme.cluster("boot.kafka:9092");
        acme.awaitTopology(id, answer -> answer.json().path("brokers").size() == 2);

        acme.listen("abc", "2=b-2.kafka:9092 3=b-3.kafka:9092", 9091, 9001, 9002, 9003);

        Answer replaced = acme.awaitTopology(id, answer -> answer.body().contains("b-3"));
        assertThat(replaced.json().path("brokers")).hasSize(2);
        assertThat(replaced.json().path("failure").isNull()).isTrue();
    }

    @Test
    void aClusterWithoutAWayInIsNotAsked() {
        String id = acme.create("""
                {"name": "orders", "bootstrap": ["lonely.kafka:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": []}""");

        Answer topology =
                acme.awaitTopology(id, answer -> !answer.json().path("failure").isNull());

        assertThat(topology.json().at("/failure/cause").isNull()).isTrue();
        assertThat(topology.text("/failure/detail")).contains("No bootstrap address has a way in yet");
        assertThat(kafka.dialled()).noneMatch(target -> target.host().equals("lonely.kafka"));
    }

    @Test
    void anotherClusterInItsPlaceChangesNothingAndIsRaised() {
        acme.listen("abc", "1=b-1.kafka:9092", 9091, 9001);
        String id = acme.cluster("boot.kafka:9092");
        Answer before =
                acme.awaitMapping(id, answer -> !answer.json().path("entries").isEmpty());

        acme.listen("xyz", "1=b-1.kafka:9092 2=b-2.kafka:9092", 9091, 9001);

        Answer topology = acme.awaitTopology(
                id, answer -> !answer.json().path("otherCluster").isNull());
        assertThat(topology.text("/otherCluster/kafkaClusterId")).isEqualTo("xyz");
        assertThat(topology.text("/otherCluster/remedy")).contains("check the routes");
        assertThat(topology.text("/kafkaClusterId")).isEqualTo("abc");
        assertThat(acme.mapping(id).json()).isEqualTo(before.json());
        acme.listen("abc", "1=b-1.kafka:9092", 9091, 9001);
        acme.awaitTopology(id, answer -> answer.json().path("otherCluster").isNull());
    }

    @Test
    void aRefusedLogInIsNotTriedAgainUntilSomethingChanges() {
        HostPort target = new HostPort(acme.regional(), 9091);
        kafka.answer(
                target,
                new ClusterMetadata("abc", List.of(new AdvertisedBroker(1, HostPort.parse("b-1.kafka:9092"), null))),
                "right");
        String id = acme.create("""
                {"name": "orders", "bootstrap": ["boot.kafka:9092"],
                 "security": {"protocol": "SASL_PLAINTEXT", "mechanism": "PLAIN", "username": "u", "password": "wrong"},
                 "routes": [{"match": {"address": "boot.kafka:9092"}, "connectionId": "%s",
                             "port": {"kind": "FIXED", "value": 9091}}]}""".formatted(acme.connection()));
        Answer refused =
                acme.awaitTopology(id, answer -> !answer.json().path("failure").isNull());
        assertThat(refused.text("/failure/cause")).isEqualTo("LOGIN_REFUSED");
        String other = acme.create("""
                {"name": "clock", "bootstrap": ["clock.kafka:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"address": "clock.kafka:9092"}, "connectionId": "%s",
                             "port": {"kind": "FIXED", "value": 9099}}]}""".formatted(acme.connection()));
        String first = acme.awaitTopology(
                        other, answer -> !answer.json().path("failure").isNull())
                .text("/failure/at");
        acme.awaitTopology(other, answer -> !answer.text("/failure/at").equals(first));

        assertThat(kafka.dialled()).filteredOn(target::equals).hasSize(1);
        acme.patch(id, """
                {"security": {"password": "right"}}""");
        acme.awaitTopology(id, answer -> !answer.json().path("brokers").isEmpty());
    }

    private String asTenant(String sql, String cluster) {
        return TenantScope.call(
                TenantId.of(acme.tenant().id()),
                () -> Objects.requireNonNull(transaction.execute(status ->
                        jdbc.sql(sql).param("id", cluster).query(String.class).single())));
    }
}
