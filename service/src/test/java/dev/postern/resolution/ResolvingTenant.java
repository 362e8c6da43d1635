package dev.postern.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.FakeMetadata;
import dev.postern.connections.PrivateLinkTenant;
import dev.postern.foundation.HostPort;
import dev.postern.testing.Answer;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * A tenant with a connection that is ready, in front of clusters that are not there.
 *
 * @param regional the endpoint's regional name
 */
record ResolvingTenant(TestTenant tenant, FakeMetadata kafka, String connection, String regional, String zonal) {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    static ResolvingTenant of(PrivateLinkTenant owner, FakeMetadata kafka) {
        String connection = owner.ready("acme-kafka");
        Answer ready = owner.read(connection);
        return new ResolvingTenant(
                owner.tenant(),
                kafka,
                connection,
                ready.text("/endpoint/dnsNames/0/name"),
                ready.text("/endpoint/dnsNames/1/name"));
    }

    /** Whoever connects to these listener ports is answered by a cluster of these brokers: {@code 1=b-1.kafka:9092}. */
    void listen(String kafkaClusterId, String brokers, int... ports) {
        ClusterMetadata metadata = new ClusterMetadata(
                kafkaClusterId,
                Arrays.stream(brokers.split(" "))
                        .map(broker -> broker.split("="))
                        .map(broker -> new AdvertisedBroker(
                                Integer.parseInt(broker[0]), HostPort.parse(broker[1]), "use1-az1"))
                        .toList());
        for (int port : ports) {
            kafka.answer(new HostPort(regional, port), metadata);
        }
    }

    /** A cluster with node ids on 9000 and up, and its bootstrap address on 9091. */
    String cluster(String bootstrap) {
        return cluster("orders", bootstrap);
    }

    /** As {@link #cluster(String)}, one of several. */
    String cluster(String name, String bootstrap) {
        return create("""
                {"name": "%3$s", "bootstrap": ["%1$s"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"nodeIds": "0-99"}, "connectionId": "%2$s",
                             "port": {"kind": "NODE_ID_PLUS", "value": 9000}},
                            {"match": {"address": "%1$s"}, "connectionId": "%2$s",
                             "port": {"kind": "FIXED", "value": 9091}}]}""".formatted(bootstrap, connection, name));
    }

    String create(String request) {
        Answer created = tenant.admin().post(tenant.path("/clusters"), request);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    Answer patch(String cluster, String patch) {
        Answer patched = tenant.admin().patch(path(cluster, ""), patch);
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        return patched;
    }

    String path(String cluster, String rest) {
        return tenant.path("/clusters/" + cluster + rest);
    }

    Answer mapping(String cluster, String... headers) {
        return tenant.admin().get(path(cluster, "/resolver-mapping"), headers);
    }

    Answer topology(String cluster) {
        return tenant.admin().get(path(cluster, "/topology"));
    }

    Answer awaitMapping(String cluster, Predicate<Answer> condition) {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> mapping(cluster), condition);
    }

    Answer awaitTopology(String cluster, Predicate<Answer> condition) {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> topology(cluster), condition);
    }
}
