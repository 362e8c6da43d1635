package dev.postern.kafka;

import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.DescribeConfigsRequest;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.SaslAuthenticateRequest;
import org.apache.kafka.common.requests.SaslHandshakeRequest;
import org.jspecify.annotations.Nullable;

/** What a simulated broker answers over one connection. */
final class SimulatedConversation {

    private static final byte[] CREDENTIALS = "\0%s\0%s"
            .formatted(SimulatedBrokers.USER, SimulatedBrokers.PASSWORD)
            .getBytes(StandardCharsets.UTF_8);

    private final int nodeId;
    private final SimulatedCluster cluster;
    private boolean loggedIn;

    SimulatedConversation(int nodeId, SimulatedCluster cluster) {
        this.nodeId = nodeId;
        this.cluster = cluster;
        this.loggedIn = !cluster.protocol().sasl();
    }

    /** Null hangs up, as brokers do on whoever has not logged in. */
    @Nullable
    AbstractResponse answer(AbstractRequest request) {
        return switch (request) {
            case ApiVersionsRequest question -> versions(question);
            case SaslHandshakeRequest choice -> mechanism(choice);
            case SaslAuthenticateRequest credentials -> logIn(credentials);
            case AbstractRequest early when !loggedIn -> null;
            case MetadataRequest question -> cluster.metadata(question);
            case DescribeConfigsRequest question -> configs(question);
            case ListOffsetsRequest question -> end(question);
            default -> null;
        };
    }

    /** Heeds whom it is taken for only after the log-in, as real brokers do. */
    private AbstractResponse versions(ApiVersionsRequest request) {
        ApiVersionsRequestData question = request.data();
        boolean checked = request.version() >= IdentityLadder.CHECKING_VERSION && loggedIn;
        boolean mistaken =
                checked && (question.nodeId() != nodeId || !SimulatedCluster.ID.equals(question.clusterId()));
        return mistaken ? Answers.versions(Errors.REBOOTSTRAP_REQUIRED) : cluster.versions();
    }

    private static AbstractResponse mechanism(SaslHandshakeRequest choice) {
        String plain = SaslMechanism.PLAIN.wireName();
        return Answers.mechanisms(
                choice.data().mechanism().equals(plain) ? Errors.NONE : Errors.UNSUPPORTED_SASL_MECHANISM, plain);
    }

    private AbstractResponse logIn(SaslAuthenticateRequest request) {
        loggedIn = Arrays.equals(request.data().authBytes(), CREDENTIALS);
        return loggedIn
                ? Answers.authenticated(Errors.NONE, null, new byte[0])
                : Answers.authenticated(Errors.SASL_AUTHENTICATION_FAILED, "Invalid username or password", new byte[0]);
    }

    private AbstractResponse configs(DescribeConfigsRequest request) {
        if (cluster.proof() == Proof.PARTITION_LEADERSHIP) {
            return Answers.configs(Errors.CLUSTER_AUTHORIZATION_FAILED, "Cluster authorization failed.");
        }
        DescribeConfigsResource asked = request.data().resources().getFirst();
        return asked.resourceName().equals(Integer.toString(nodeId))
                ? Answers.configsOf(nodeId)
                : Answers.configs(
                        Errors.INVALID_REQUEST,
                        "Unexpected broker id, expected %d or empty string, but received %s"
                                .formatted(nodeId, asked.resourceName()));
    }

    private AbstractResponse end(ListOffsetsRequest request) {
        int partition = request.topics().getFirst().partitions().getFirst().partitionIndex();
        return Answers.endOf(
                partition,
                partition == SimulatedCluster.partitionOf(nodeId) ? Errors.NONE : Errors.NOT_LEADER_OR_FOLLOWER);
    }
}
