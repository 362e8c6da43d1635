package dev.postern.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** What every example of {@code docs/clients} does: it reaches the brokers through a mapping, and not otherwise. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientExampleContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For what cannot succeed, only be given up. */
    private static final Duration IMPATIENCE = Duration.ofSeconds(3);

    private static final Map<String, String> OFTEN = Map.of("POSTERN_MIN_SECONDS", "0.1");

    final KafkaBrokers cluster;

    private ClientExample example;
    private Path authorities;
    private @Nullable TestAbortedException toolsMissing;

    @SuppressWarnings("NullAway.Init") // JUnit and prepare() fill what is missing
    ClientExampleContract(KafkaBrokers cluster) {
        this.cluster = cluster;
    }

    /** Makes the example runnable in that empty folder, or skips the tests and says why. */
    abstract ClientExample build(Path in) throws Exception;

    /** How the client words it that it may not go to an address. */
    abstract String complaintAboutAddress();

    abstract String complaintAboutAge();

    /** How the client words it that a certificate carries another name. */
    abstract String complaintAboutName();

    @BeforeAll
    void prepare(@TempDir Path folder) throws Exception {
        try {
            example = build(folder);
        } catch (TestAbortedException e) {
            toolsMissing = e;
        }
        authorities = Files.writeString(folder.resolve("ca.pem"), cluster.caCertificatePem());
    }

    /** Skipped here and not above, so that the reports show each test with the reason. */
    @BeforeEach
    void skipWithoutItsTools() {
        if (toolsMissing != null) {
            throw toolsMissing;
        }
    }

    @Test
    void whatItSendsInPlainTextComesBack(TestInfo test) throws Exception {
        try (var mapped = MappedCluster.of(cluster, Listener.PLAINTEXT)) {
            assertSuccess(run(mapped, test, PATIENCE, Map.of()));
        }
    }

    @Test
    void whatItSendsOverTlsWithALogInComesBack(TestInfo test) throws Exception {
        try (var mapped = MappedCluster.of(cluster, Listener.SASL_SSL)) {
            assertSuccess(run(mapped, test, PATIENCE, Map.of("KAFKA_SASL_MECHANISM", "PLAIN")));
        }
    }

    @Test
    void itFollowsAMappingThatChanges(TestInfo test) throws Exception {
        try (var mapped = MappedCluster.of(cluster, Listener.PLAINTEXT).atFirstWithout(3)) {
            assertSuccess(run(mapped, test, PATIENCE, OFTEN));
        }
    }

    @Test
    void itEndsWhenItIsDoneThoughPosternHoldsAnAnswerBack(TestInfo test) throws Exception {
        try (var mapped = MappedCluster.of(cluster, Listener.PLAINTEXT)) {
            var run = run(mapped, test, PATIENCE, OFTEN);

            assertSuccess(run);
            assertThat(run.took()).isLessThan(Duration.ofSeconds(30)); // which is how long the answer is held back
        }
    }

    @Test
    void itGoesOnWithTheMappingThatItHasWhilePosternIsAway(TestInfo test) throws Exception {
        try (var mapped = MappedCluster.of(cluster, Listener.PLAINTEXT).goingAwayAfter(1)) {
            var run = run(mapped, test, PATIENCE, OFTEN);

            assertSuccess(run);
            assertThat(run.output()).contains("postern: going on with the mapping known so far");
        }
    }

    @Test
    void aMappingThatIsTooOldIsFollowedNoMore(TestInfo test) throws Exception {
        try (var mapped = MappedCluster.of(cluster, Listener.PLAINTEXT).goingAwayAfter(1)) {
            var run = run(mapped, test, IMPATIENCE, Map.of("POSTERN_MAX_AGE_SECONDS", "0.001"));

            assertFailure(run, complaintAboutAge());
        }
    }

    @Test
    void anAddressThatTheMappingDoesNotNameIsNotDialledEvenIfItCouldBeReached(TestInfo test) throws Exception {
        try (var mapped = MappedCluster.of(cluster, Listener.PLAINTEXT)) {
            var reachable = cluster.bootstrapServers(Listener.INTERNAL);

            assertFailure(run(mapped, test, IMPATIENCE, Map.of("KAFKA_BOOTSTRAP", reachable)), complaintAboutAddress());
        }
    }

    @Test
    void aBrokerThatAnswersInTheNameOfAnotherIsRefusedByTls(TestInfo test) throws Exception {
        try (var crossed = MappedCluster.crossed(cluster, Listener.SASL_SSL)) {
            assertFailure(run(crossed, test, IMPATIENCE, Map.of()), complaintAboutName());
        }
    }

    @Test
    void withoutAMappingItDoesNotStart(TestInfo test) throws Exception {
        try (var mapped = MappedCluster.of(cluster, Listener.PLAINTEXT)) {
            var run = run(mapped, test, PATIENCE, Map.of("POSTERN_TOKEN", "pst_wrong"));

            assertFailure(run, "401");
            assertThat(run.output()).doesNotContain("pst_wrong");
        }
    }

    ClientExample.Run run(MappedCluster mapped, TestInfo test, Duration timeout, Map<String, String> more)
            throws Exception {
        var environment = new HashMap<>(mapped.environment());
        environment.put(
                "KAFKA_TOPIC",
                getClass().getSimpleName() + "."
                        + test.getTestMethod().orElseThrow().getName());
        environment.put("KAFKA_USERNAME", KafkaBrokers.DEFAULT_USER);
        environment.put("KAFKA_PASSWORD", SharedCluster.PASSWORD);
        environment.put("KAFKA_CA_FILE", authorities.toString());
        environment.putAll(more);
        return example.roundTrip(environment, timeout);
    }

    static void assertSuccess(ClientExample.Run run) {
        assertThat(run.output()).contains("1000 produced, 1000 consumed, contents equal");
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    private static void assertFailure(ClientExample.Run run, String complaint) {
        assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("roundtrip: ", complaint).doesNotContain("contents equal");
    }
}
