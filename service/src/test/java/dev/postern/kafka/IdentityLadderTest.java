package dev.postern.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.IdentityOutcome.AnsweredByAnother;
import dev.postern.clusters.spi.IdentityOutcome.AnsweredByAnotherCluster;
import dev.postern.clusters.spi.IdentityOutcome.Confirmed;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import dev.postern.clusters.spi.IdentityOutcome.Unproven;
import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who answered, as told by brokers of other ages and with other permissions than the sandbox's. Asked is for 2. */
class IdentityLadderTest {

    private static final int OLD = 4;
    private static final int TODAY = 5;
    private static final AbstractResponse DENIED =
            Answers.configs(Errors.CLUSTER_AUTHORIZATION_FAILED, "Cluster authorization failed.");

    @Test
    void anOlderBrokerIsConfirmedByItsConfiguration() throws IOException {
        assertThat(identify(OLD, noVersions(), Answers.configsOf(2), DENIED))
                .isEqualTo(new Confirmed(Proof.BROKER_CONFIGS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unexpected broker id, expected 3 or empty string, but received 2",
                "Unexpected broker id, expected 3, but received 2",
                "Unexpected broker id, expected 2, but received 3"
            })
    void anotherBrokerNamesItselfWhateverTheWording(String message) throws IOException {
        assertThat(identify(OLD, noVersions(), Answers.configs(Errors.INVALID_REQUEST, message), DENIED))
                .isEqualTo(new AnsweredByAnother(3, Proof.BROKER_CONFIGS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "No.", "expected 99999999999999, received 2", "expected 4294967298"})
    void aRefusalThatNamesNobodyIsNotTakenForAName(String message) {
        DescribeConfigsResult result = new DescribeConfigsResult()
                .setErrorCode(Errors.INVALID_REQUEST.code())
                .setErrorMessage(message);

        assertThat(BrokerConfigs.read(result, 2)).isInstanceOf(BrokerConfigs.NotNamed.class);
    }

    @Test
    void withoutThePermissionForThatTheLeaderOfAPartitionIsConfirmed() throws IOException {
        assertThat(identify(OLD, noVersions(), DENIED, Answers.endOf(Errors.NONE)))
                .isEqualTo(new Confirmed(Proof.PARTITION_LEADERSHIP));
    }

    @Test
    void whoeverDoesNotLeadWhatTheBrokerLeadsIsAnother() throws IOException {
        assertThat(identify(OLD, noVersions(), DENIED, Answers.endOf(Errors.NOT_LEADER_OR_FOLLOWER)))
                .isEqualTo(new AnsweredByAnother(null, Proof.PARTITION_LEADERSHIP));
    }

    @Test
    void whenNoProbeAppliesNothingIsClaimed() throws IOException {
        IdentityOutcome outcome = identify(OLD, noVersions(), DENIED, Answers.endOf(Errors.TOPIC_AUTHORIZATION_FAILED));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Unproven.class,
                        unproven -> assertThat(unproven.reasons())
                                .satisfiesExactly(
                                        first -> assertThat(first).startsWith("ApiVersions: the broker is older"),
                                        second -> assertThat(second).contains("DESCRIBE_CONFIGS"),
                                        third -> assertThat(third).startsWith("ListOffsets:")));
    }

    @Test
    void aBrokerThatSaysYesToEveryNodeIdProvesNothingByIt() throws IOException {
        assertThat(identify(TODAY, asked -> Errors.NONE, Answers.configsOf(2), DENIED))
                .isEqualTo(new Confirmed(Proof.BROKER_CONFIGS));
    }

    @Test
    void aBrokerThatAnnouncesTheProbeButDoesNotKnowItIsAskedOtherwise() throws IOException {
        assertThat(identify(TODAY, asked -> Errors.UNSUPPORTED_VERSION, Answers.configsOf(2), DENIED))
                .isEqualTo(new Confirmed(Proof.BROKER_CONFIGS));
    }

    @Test
    void withoutPermissionsTheOtherBrokerIsNamedByElimination() throws IOException {
        assertThat(identify(TODAY, asked -> asked == 3 ? Errors.NONE : Errors.REBOOTSTRAP_REQUIRED, DENIED, DENIED))
                .isEqualTo(new AnsweredByAnother(3, Proof.API_VERSIONS));
    }

    @Test
    void aBrokerThatIsNoneOfTheKnownOnesIsAnotherWithoutAName() throws IOException {
        assertThat(identify(TODAY, asked -> Errors.REBOOTSTRAP_REQUIRED, DENIED, DENIED))
                .isEqualTo(new AnsweredByAnother(null, Proof.API_VERSIONS));
    }

    @Test
    void aNamesakeInAnotherClusterIsToldByTheClustersId() throws IOException {
        try (ScriptedServer server = ScriptedBroker.knowing(
                OLD, request -> Answers.metadata("another", List.of(Answers.broker(2, "b-2.internal", 9092))))) {
            assertThat(identify(server)).isEqualTo(new AnsweredByAnotherCluster("another"));
        }
    }

    private static Function<Integer, Errors> noVersions() {
        return asked -> {
            throw new IllegalStateException("a version that the broker does not know was sent");
        };
    }

    private static IdentityOutcome identify(
            int apiVersions, Function<Integer, Errors> takenFor, AbstractResponse configs, AbstractResponse end)
            throws IOException {
        Function<AbstractRequest, AbstractResponse> answers = request -> switch (request) {
            case ApiVersionsRequest versions ->
                Answers.versions(takenFor.apply(versions.data().nodeId()));
            case MetadataRequest metadata -> Answers.metadata(2);
            case DescribeConfigsRequest describe -> configs;
            case ListOffsetsRequest offsets -> end;
            default -> throw new IllegalStateException("nobody should ask " + request.apiKey());
        };
        try (ScriptedServer server = ScriptedBroker.knowing(apiVersions, answers)) {
            return identify(server);
        }
    }

    private static IdentityOutcome identify(ScriptedServer server) {
        ClusterMetadata cluster = new ClusterMetadata(
                Answers.CLUSTER_ID,
                IntStream.rangeClosed(1, 3)
                        .mapToObj(id -> new AdvertisedBroker(id, new HostPort("b-" + id + ".internal", 9092), null))
                        .toList());
        return TestTarget.probe(Clock.systemUTC())
                .identify(
                        TestTarget.at(new HostPort("b-2.internal", 9092), server.port()),
                        TestTarget.plaintext(),
                        2,
                        cluster,
                        Duration.ofSeconds(10));
    }
}
