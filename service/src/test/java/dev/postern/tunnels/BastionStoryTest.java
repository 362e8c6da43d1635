package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.kafka.SharedBrokers;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a tenant administrator sees of a connection over a bastion, over HTTP, with a real SSH server and real brokers. */
@ExtendWith(SharedBrokers.class)
class BastionStoryTest extends PosternTest {

    private final KafkaBrokers brokers;

    BastionStoryTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @Test
    void fromNothingToAClusterWhoseBrokersAnswerThroughTheTunnel() {
        BastionTenant acme = BastionTenant.begin(newTenant(), sandbox(), brokers);
        Answer asked = acme.awaitReason("HOST_KEY_APPROVAL");
        assertThat(asked.text("/hostKey/fingerprint")).isEqualTo(acme.bastion().fingerprint());
        assertThat(asked.text("/hostKey/status")).isEqualTo("PENDING");
        assertThat(acme.bastion().counters().logIns()).isEmpty();

        acme.approve();
        Answer refused = acme.awaitReason("PUBLIC_KEY_NOT_INSTALLED");
        assertThat(refused.text("/hostKey/status")).isEqualTo("TRUSTED");
        assertThat(acme.lines().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("restrict,command=\"/bin/false\" ssh-ed25519 "));

        String cluster = acme.cluster();
        acme.install();
        acme.awaitReason("READY");
        List<JsonNode> entries = acme.awaitBrokers(cluster, 3);
        assertThat(entries)
                .extracting(entry -> entry.path("targetPort").asInt())
                .doesNotHaveDuplicates();
        assertThat(acme.lines())
                .contains("permitopen=\"b-1.kafka.acme.internal:9092\"")
                .contains("permitopen=\"b-3.kafka.acme.internal:9092\"");

        acme.install();
        acme.awaitValid(cluster);
    }

    @Test
    void anotherFingerprintThanTheOneShownIsNotApproved() {
        BastionTenant acme = BastionTenant.begin(newTenant(), sandbox(), brokers);
        acme.awaitReason("HOST_KEY_APPROVAL");

        Answer refused = acme.tenant().admin().post(acme.path() + "/host-key", """
                {"fingerprint": "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"}""");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(acme.read().text("/hostKey/status")).isEqualTo("PENDING");
    }

    @Test
    void keysRotateWithoutAnOutageOnceTheSecondOneWasSeen() {
        BastionTenant acme = BastionTenant.ready(newTenant(), sandbox(), brokers);
        String first = acme.read().text("/keys/0/fingerprint");

        Answer rotated = acme.tenant().admin().post(acme.path() + "/keys/rotate", null);

        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        assertThat(rotated.text("/keys/0/number")).isEqualTo("2");
        assertThat(rotated.text("/keys/1/number")).isEqualTo("3");
        assertThat(rotated.body()).doesNotContain(first);
        assertThat(rotated.text("/reason")).isEqualTo("READY");
        Answer early = acme.tenant().admin().post(acme.path() + "/keys/rotate", null);
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("/detail")).contains("authorized_keys lines");
    }

    @Test
    void aChangedHostKeyStopsTheConnectionUntilSomebodyApprovesIt() {
        BastionTenant acme = BastionTenant.ready(newTenant(), sandbox(), brokers);
        String before = acme.bastion().fingerprint();

        acme.bastion().faults().changeHostKey();
        acme.bastion().faults().drop();

        Answer changed = acme.awaitReason("HOST_KEY_CHANGED");
        assertThat(changed.text("/hostKey/fingerprint"))
                .isEqualTo(acme.bastion().fingerprint())
                .isNotEqualTo(before);
        acme.approve();
        acme.awaitReason("READY");
    }
}
