package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.kafka.SharedBrokers;
import dev.postern.kafka.StreamedTopic;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keys rotate while real clients stream through the tunnel. */
@ExtendWith(SharedBrokers.class)
class RotatedBastionKeysTest extends PosternTest {

    private static final int SOME = 200;

    private final KafkaBrokers brokers;

    RotatedBastionKeysTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @Test
    void clientsThatStreamWhileKeysRotateTwiceAreNeitherCutNorLoseAnything() throws InterruptedException {
        BastionTenant acme = BastionTenant.begin(newTenant(), sandbox(), brokers);
        String cluster = acme.makeReady();
        acme.awaitValid(cluster);
        awaitSeen(acme, 2);
        try (StreamedTopic topic = new StreamedTopic(brokers, (host, port) -> acme.way(cluster, host, port))) {
            topic.awaitMore(SOME);
            int connects = topic.connects();
            long sessions = acme.bastion().counters().sessionsOpened();

            rotate(acme);
            topic.awaitMore(SOME);
            acme.install();
            topic.awaitMore(SOME);

            assertThat(topic.connects()).as("connections, none of them anew").isEqualTo(connects);

            // Whoever let us in with the key that is gone since lets us in with the one that has stayed.
            acme.bastion().faults().drop();
            topic.awaitMore(SOME);
            assertThat(acme.bastion().counters().sessionsOpened()).isGreaterThan(sessions);
            // A session that is a new one has the bastion looked at.
            awaitSeen(acme, 3);
            int connectsThen = topic.connects();

            rotate(acme);
            acme.install();
            topic.awaitMore(SOME);

            assertThat(topic.connects()).as("connections, none of them anew").isEqualTo(connectsThen);
            topic.assertNothingIsLost();
        }
        Map<String, Long> logIns = acme.bastion().counters().logIns();
        assertThat(logIns).as("keys that were ever let in").hasSizeGreaterThanOrEqualTo(3);
        assertThat(acme.read().text("/reason")).isEqualTo("READY");
    }

    private static void rotate(BastionTenant acme) {
        Answer rotated = acme.tenant().admin().post(acme.path() + "/keys/rotate", null);
        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
    }

    /** Until the bastion has let in the second key, which has that number. */
    private static void awaitSeen(BastionTenant acme, int number) {
        await().atMost(TenantOfBastion.LIMIT).until(acme::read, connection -> {
            String seen = connection.text("/keys/1/acceptedAt");
            return connection.text("/keys/1/number").equals(String.valueOf(number))
                    && !seen.isEmpty()
                    && !seen.equals("null");
        });
    }
}
