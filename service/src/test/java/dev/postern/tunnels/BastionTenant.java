package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.testing.Answer;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A tenant with a bastion in front of its brokers, and what its administrator does. */
record BastionTenant(TestTenant tenant, Bastion bastion, String connection) {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final AtomicInteger NAMES = new AtomicInteger();

    /** Has made the connection, and nothing else yet. */
    static BastionTenant begin(TestTenant tenant, Sandbox sandbox, KafkaBrokers brokers) {
        Bastion bastion = open(sandbox, brokers);
        Answer created = tenant.admin().post(tenant.path("/connections"), """
                        {"kind": "SSH_BASTION", "name": "bastion", "host": "%s", "port": %d, "user": "%s"}
                        """.formatted(
                        bastion.address().getAddress().getHostAddress(),
                        bastion.address().getPort(),
                        bastion.user()));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return new BastionTenant(tenant, bastion, created.text("/id"));
    }

    /** Has approved the host key, made a cluster, installed the keys, and waits until the brokers have ways. */
    static BastionTenant ready(TestTenant tenant, Sandbox sandbox, KafkaBrokers brokers) {
        BastionTenant ready = begin(tenant, sandbox, brokers);
        ready.awaitReason("HOST_KEY_APPROVAL");
        ready.approve();
        String cluster = ready.cluster();
        ready.install();
        ready.awaitReason("READY");
        ready.awaitBrokers(cluster, 3);
        ready.install();
        return ready;
    }

    private static Bastion open(Sandbox sandbox, KafkaBrokers brokers) {
        try {
            return TenantKafka.behindBastion(sandbox, "tunnels-" + NAMES.incrementAndGet(), brokers);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    String path() {
        return tenant.path("/connections/" + connection);
    }

    Answer read() {
        return tenant.admin().get(path());
    }

    Answer approve() {
        Answer approved = tenant.admin().post(path() + "/host-key", """
                {"fingerprint": "%s"}""".formatted(bastion.fingerprint()));
        assertThat(approved.status()).as(approved.body()).isEqualTo(200);
        return approved;
    }

    /** The lines that Postern gives, as they are. */
    void install() {
        bastion.authorize(lines());
    }

    String lines() {
        Answer lines = tenant.admin().get(path() + "/onboarding/authorized-keys");
        assertThat(lines.status()).as(lines.body()).isEqualTo(200);
        return lines.body();
    }

    /** A cluster without TLS, of which all goes through the bastion. */
    String cluster() {
        Answer created = tenant.admin().post(tenant.path("/clusters"), """
                {"name": "orders", "bootstrap": ["b-1.kafka.acme.internal:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "TUNNEL"}}]}
                """.formatted(connection));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    Answer awaitReason(String reason) {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(this::read, answer -> answer.text("/reason").equals(reason));
    }

    Answer mapping(String cluster) {
        return tenant.admin().get(tenant.path("/clusters/" + cluster + "/resolver-mapping"));
    }

    List<JsonNode> awaitBrokers(String cluster, int number) {
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
}
