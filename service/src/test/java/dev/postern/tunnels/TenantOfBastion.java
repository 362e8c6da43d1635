package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.testing.Answer;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the administrator of a tenant with a bastion does and sees, whatever bastion that is. */
interface TenantOfBastion {

    Duration LIMIT = Duration.ofSeconds(60);

    TestTenant tenant();

    /** The id of the connection. */
    String connection();

    /** Of the host key that the bastion has now. */
    String fingerprint();

    /** Puts an {@code authorized_keys} file in the place of the one before. */
    void authorize(String lines);

    /** The id of a connection that has been made for this bastion, and nothing more. */
    static String connect(TestTenant tenant, String host, int port, String user) {
        Answer created = tenant.admin().post(tenant.path("/connections"), """
                {"kind": "SSH_BASTION", "name": "bastion", "host": "%s", "port": %d, "user": "%s"}
                """.formatted(host, port, user));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    default String path() {
        return tenant().path("/connections/" + connection());
    }

    default Answer read() {
        return tenant().admin().get(path());
    }

    default Answer approve() {
        Answer approved = tenant().admin().post(path() + "/host-key", """
                {"fingerprint": "%s"}""".formatted(fingerprint()));
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        return approved;
    }

    /** The lines that Postern gives, as they are. */
    default void install() {
        authorize(lines());
    }

    default String lines() {
        Answer lines = tenant().admin().get(path() + "/onboarding/authorized-keys");
        assertThat(lines.status()).as(lines.body()).isEqualTo(200);
        return lines.body();
    }

    /** The id of a cluster without TLS, of which all goes through the bastion. */
    default String cluster(String bootstrap) {
        Answer created = tenant().admin().post(tenant().path("/clusters"), """
                {"name": "orders", "bootstrap": ["%s"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "TUNNEL"}}]}
                """.formatted(bootstrap, connection()));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    default Answer awaitReason(String reason) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(this::read, answer -> answer.text("/reason").equals(reason));
    }

    default Answer mapping(String cluster) {
        return tenant().admin().get(tenant().path("/clusters/" + cluster + "/resolver-mapping"));
    }

    default List<JsonNode> awaitBrokers(String cluster, int number) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> mapping(cluster)
                                .json()
                                .path("entries")
                                .valueStream()
                                .filter(entry -> entry.path("nodeId").isInt())
                                .toList(),
                        entries -> entries.size() == number);
    }

    /** Where the mapping of the moment leads a client of that broker to. */
    default InetSocketAddress way(String cluster, String host, int port) throws IOException {
        JsonNode mapping = mapping(cluster).json();
        return Stream.concat(
                        mapping.path("entries").valueStream(),
                        mapping.path("bootstrap").valueStream())
                .filter(entry -> entry.path("host").asString().equals(host)
                        && entry.path("port").asInt() == port)
                .map(entry -> new InetSocketAddress(
                        InetAddress.ofLiteral(entry.path("targetHost").asString()),
                        entry.path("targetPort").asInt()))
                .findFirst()
                .orElseThrow(() -> new IOException("no way leads to %s:%d in %s".formatted(host, port, mapping)));
    }

    /** A validation that is over. */
    default Answer validate(String cluster) {
        String validations = tenant().path("/clusters/" + cluster + "/validations");
        String id = tenant().admin().post(validations, null).text("/id");
        return await().atMost(LIMIT)
                .until(
                        () -> tenant().admin().get(validations + "/" + id),
                        run -> !run.text("/state").equals("RUNNING"));
    }

    /** The gateway opens ports for brokers that have just become known within a second. */
    default void awaitValid(String cluster) {
        await().atMost(LIMIT).untilAsserted(() -> {
            Answer run = validate(cluster);
            assertThat(run.text("/state")).as(run.body()).isEqualTo("PASSED");
        });
    }
}
