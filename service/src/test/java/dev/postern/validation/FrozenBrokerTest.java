package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.clusters.ClusterHealth;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import dev.postern.kafka.SimulatedBrokers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole runs over real sockets: the service's own probes, and a hundred brokers of which any may freeze. */
@Timeout(200)
class FrozenBrokerTest {

    private static final int MANY = 100;
    private static final int FROZEN = 50;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration LATE = Duration.ofSeconds(150);
    private static final Duration NEVER = Duration.ofHours(1);

    private final Queue<Check> checks = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @EnumSource(Proof.class)
    void aHundredHealthyBrokersPassByWhateverProofTheyAllow(Proof proof) throws IOException {
        try (SimulatedBrokers brokers =
                SimulatedBrokers.builder(MANY).proof(proof).start()) {

            Verdict verdict = run(brokers);

            assertThat(verdict.state()).isEqualTo(ValidationState.PASSED);
            assertThat(checks).allMatch(check -> check.outcome() == CheckOutcome.PASS);
            assertThat(identities()).hasSize(MANY);
        }
    }

    /** The frozen one goes first everywhere, and has not thawed by the time when the other verdicts are there. */
    @ParameterizedTest
    @CsvSource({
        "PLAINTEXT, ",
        "SSL, ",
        "SASL_PLAINTEXT, ",
        "PLAINTEXT, API_VERSIONS",
        "PLAINTEXT, METADATA",
        "SASL_PLAINTEXT, METADATA"
    })
    void oneFrozenBrokerDelaysNobodysVerdictButItsOwn(SecurityProtocol protocol, @Nullable ApiKeys question)
            throws IOException {
        try (SimulatedBrokers brokers =
                SimulatedBrokers.builder(MANY).protocol(protocol).start()) {
            others().forEach(brokers::freeze);
            freeze(brokers, FROZEN, question);

            CompletableFuture<Verdict> run = CompletableFuture.supplyAsync(() -> run(brokers));
            await().atMost(SOON).until(() -> brokers.held(FROZEN) >= (question == null ? 2 : 1));
            others().forEach(brokers::thaw);

            await().atMost(SOON).until(() -> identities().size() == MANY - 1);
            assertThat(identities()).noneMatch(check -> Integer.valueOf(FROZEN).equals(check.nodeId()));
            assertThat(run).isNotDone();

            brokers.thaw(FROZEN);
            assertThat(run.join().state()).isEqualTo(ValidationState.PASSED);
        }
    }

    @ParameterizedTest
    @CsvSource({"PLAINTEXT, ", "SSL, ", "SASL_PLAINTEXT, SASL_AUTHENTICATE", "PLAINTEXT, METADATA"})
    void whereAllAreFrozenTheRunEndsAtItsDeadlineAndEveryCheckHasAnOutcome(
            SecurityProtocol protocol, @Nullable ApiKeys question) throws IOException {
        try (SimulatedBrokers brokers =
                SimulatedBrokers.builder(MANY).protocol(protocol).start()) {
            IntStream.rangeClosed(1, MANY).forEach(nodeId -> freeze(brokers, nodeId, question));
            ClusterPicture picture = ManyBrokers.picture(brokers);

            Verdict verdict = run(picture, NEVER, Duration.ofSeconds(2));

            assertThat(verdict).isEqualTo(new Verdict(ValidationState.FAILED, ClusterHealth.FAILING, false));
            assertThat(checks)
                    .extracting(check -> check.id().value())
                    .doesNotHaveDuplicates()
                    .contains("run", "metadata")
                    .containsAll(ManyBrokers.checksOf(picture));
            assertThat(identities()).allMatch(check -> check.outcome() == CheckOutcome.SKIPPED);
        }
    }

    private static IntStream others() {
        return IntStream.rangeClosed(1, MANY).filter(nodeId -> nodeId != FROZEN);
    }

    private static void freeze(SimulatedBrokers brokers, int nodeId, @Nullable ApiKeys question) {
        if (question == null) {
            brokers.freeze(nodeId);
        } else {
            brokers.freeze(nodeId, question);
        }
    }

    private Verdict run(SimulatedBrokers brokers) {
        return run(ManyBrokers.picture(brokers), LATE, LATE);
    }

    private Verdict run(ClusterPicture picture, Duration step, Duration limit) {
        return new ValidationRun(picture, SimulatedBrokers.probe(), ManyBrokers.settings(step, limit), checks::add)
                .run();
    }

    private List<Check> identities() {
        return checks.stream()
                .filter(check -> check.id().value().endsWith("/identity"))
                .toList();
    }
}
