package dev.postern.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.kafka.SharedBrokers;
import dev.postern.sandbox.TenantKafka;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a validated mapping over an SSH bastion, by what the API says and nothing else. */
@ExtendWith(SharedBrokers.class)
class BastionOnboardingTest extends PosternTest {

    private final KafkaBrokers brokers;

    @TempDir
    Path directory;

    BastionOnboardingTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @Test
    void whoFollowsEveryStepEndsWithAValidatedMapping() throws IOException {
        Program.assumeInstalled("curl", "curl", "--version");
        TestTenant acme = newTenant();
        Bastion bastion = TenantKafka.behindBastion(sandbox(), acme.id().replace('_', '-'), brokers);
        Newcomer newcomer = new Newcomer(acme, create(acme, bastion), directory, new OnBastion(bastion));
        newcomer.standIn("ssh-keygen", "256 " + bastion.fingerprint());
        newcomer.set("FINGERPRINT", bastion.fingerprint());
        newcomer.set("KAFKA_BOOTSTRAP", "b-1.kafka.acme.internal:9092");

        List<String> taken = newcomer.follow();

        assertThat(taken).containsSubsequence("APPROVE_HOST_KEY", "INSTALL_KEYS", "ADD_CLUSTER");
        Answer done = newcomer.read();
        assertThat(done.text("/kind")).isEqualTo("SSH_BASTION");
        assertThat(done.json()
                        .path("kit")
                        .valueStream()
                        .map(item -> item.path("id").asString()))
                .containsExactly(
                        "authorized-keys",
                        "sshd",
                        "prove-path",
                        "librdkafka",
                        "confluent-kafka-go",
                        "kafkajs",
                        "franz-go");
        assertThat(done.body()).contains("reach 'b-3.kafka.acme.internal' 9092");
        assertThat(acme.admin()
                        .get(newcomer.path("/onboarding/authorized-keys"))
                        .body())
                .isEqualTo(done.text("/kit/0/content"));
    }

    private record OnBastion(Bastion bastion) implements Newcomer.Side {

        @Override
        public void apply(String kitItem, String content) {
            if (kitItem.equals(Kit.AUTHORIZED_KEYS)) {
                bastion.authorize(content);
            }
        }

        @Override
        public void called(List<String> command) {
            assertThat(command).startsWith("ssh-keygen", "-l", "-f");
        }
    }

    private static String create(TestTenant acme, Bastion bastion) {
        Answer created = acme.admin().post(acme.path("/connections"), """
            {"kind": "SSH_BASTION", "name": "bastion", "host": "%s", "port": %d, "user": "%s"}\
            """.formatted(
                        bastion.address().getAddress().getHostAddress(),
                        bastion.address().getPort(),
                        bastion.user()));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }
}
