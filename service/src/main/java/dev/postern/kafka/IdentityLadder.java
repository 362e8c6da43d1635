package dev.postern.kafka;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.IdentityOutcome;
import dev.postern.clusters.spi.IdentityOutcome.AnsweredByAnother;
import dev.postern.clusters.spi.IdentityOutcome.AnsweredByAnotherCluster;
import dev.postern.clusters.spi.IdentityOutcome.Confirmed;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import dev.postern.clusters.spi.IdentityOutcome.Unproven;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.jspecify.annotations.Nullable;

/** Finds out who answers on one connection: each probe is tried until one of them can tell. */
final class IdentityLadder {

    /** The first version of ApiVersions in which a broker heeds whom a client takes it for (KIP-1242). */
    static final short CHECKING_VERSION = 5;

    private final BrokerConnection broker;
    private final int nodeId;
    private final ClusterMetadata cluster;
    private final LedPartitions led;
    private final List<String> reasons = new ArrayList<>();

    IdentityLadder(BrokerConnection broker, int nodeId, ClusterMetadata cluster, LedPartitions led) {
        this.broker = broker;
        this.nodeId = nodeId;
        this.cluster = cluster;
        this.led = led;
    }

    IdentityOutcome climb() throws ProbeFailed {
        if (broker.newest(ApiKeys.API_VERSIONS) >= CHECKING_VERSION) {
            switch (takenFor(nodeId)) {
                case NONE -> {
                    if (takenFor(nobody()) == Errors.REBOOTSTRAP_REQUIRED) {
                        return new Confirmed(Proof.API_VERSIONS);
                    }
                    reasons.add("ApiVersions: the broker says yes to every node id, so its yes proves nothing");
                }
                case REBOOTSTRAP_REQUIRED -> {
                    return another();
                }
                case Errors error -> reasons.add("ApiVersions: the broker answered " + error);
            }
        } else {
            reasons.add("ApiVersions: the broker is older than Kafka 4.4 and does not check whom it is taken for");
        }
        String clusterId = MetadataQuestion.ask(broker).kafkaClusterId();
        if (!clusterId.equals(cluster.kafkaClusterId())) {
            return new AnsweredByAnotherCluster(clusterId);
        }
        return byConfigs().or(this::byLeadership).orElseGet(() -> new Unproven(reasons));
    }

    private Optional<IdentityOutcome> byConfigs() {
        return switch (BrokerConfigs.ask(broker, nodeId)) {
            case BrokerConfigs.Named(int actual)
            when actual == nodeId -> Optional.of(new Confirmed(Proof.BROKER_CONFIGS));
            case BrokerConfigs.Named(int actual) -> Optional.of(new AnsweredByAnother(actual, Proof.BROKER_CONFIGS));
            case BrokerConfigs.NotNamed(String reason) -> {
                reasons.add("DescribeConfigs: " + reason);
                yield Optional.empty();
            }
        };
    }

    private Optional<IdentityOutcome> byLeadership() {
        return switch (PartitionLeadership.ask(broker, nodeId, led)) {
            case PartitionLeadership.Leads() -> Optional.of(new Confirmed(Proof.PARTITION_LEADERSHIP));
            case PartitionLeadership.DoesNotLead() ->
                Optional.of(new AnsweredByAnother(null, Proof.PARTITION_LEADERSHIP));
            case PartitionLeadership.Unknown(String reason) -> {
                reasons.add("ListOffsets: " + reason);
                yield Optional.empty();
            }
        };
    }

    /** It is not the one that was meant: then who? What fails from here on only leaves that open. */
    private IdentityOutcome another() {
        try {
            String clusterId = MetadataQuestion.ask(broker).kafkaClusterId();
            if (!clusterId.equals(cluster.kafkaClusterId())) {
                return new AnsweredByAnotherCluster(clusterId);
            }
            if (BrokerConfigs.ask(broker, nodeId) instanceof BrokerConfigs.Named named && named.nodeId() != nodeId) {
                return new AnsweredByAnother(named.nodeId(), Proof.API_VERSIONS);
            }
            return new AnsweredByAnother(byElimination(), Proof.API_VERSIONS);
        } catch (ProbeFailed failed) {
            return new AnsweredByAnother(null, Proof.API_VERSIONS);
        }
    }

    private @Nullable Integer byElimination() throws ProbeFailed {
        for (AdvertisedBroker candidate : cluster.brokers()) {
            if (candidate.nodeId() != nodeId && takenFor(candidate.nodeId()) == Errors.NONE) {
                return candidate.nodeId();
            }
        }
        return null;
    }

    /** What the broker says when a client takes it for {@code id}. */
    private Errors takenFor(int id) throws ProbeFailed {
        ApiVersionsRequestData request = new ApiVersionsRequestData()
                .setClientSoftwareName(BrokerConnection.CLIENT_ID)
                .setClientSoftwareVersion("1")
                .setClusterId(cluster.kafkaClusterId())
                .setNodeId(id);
        return broker.ask(
                new ApiVersionsRequest(request, CHECKING_VERSION),
                ApiVersionsResponse.class,
                AnswerMemory.SHORT,
                answer -> Errors.forCode(answer.data().errorCode()));
    }

    /** A node id that no broker of the cluster has. */
    private int nobody() {
        int id = Integer.MAX_VALUE;
        while (has(id)) {
            id--;
        }
        return id;
    }

    private boolean has(int id) {
        return cluster.brokers().stream().anyMatch(each -> each.nodeId() == id);
    }
}
