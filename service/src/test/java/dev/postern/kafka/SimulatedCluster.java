package dev.postern.kafka;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.clusters.spi.IdentityOutcome.Proof;
import dev.postern.foundation.HostPort;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBrokerCollection;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopicCollection;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;

/** What all brokers of a simulated cluster know: each other, and one topic with a partition for each of them. */
final class SimulatedCluster {

    static final String ID = "simulated-cluster";

    private static final short EPOCHS_CAN_BE_RELIED_ON = 12;

    private final SecurityProtocol protocol;
    private final Proof proof;
    private final List<AdvertisedBroker> brokers;
    private final ApiVersionsResponse versions;

    /** @param proof the strongest one that the brokers allow */
    SimulatedCluster(int count, SecurityProtocol protocol, Proof proof) {
        this.protocol = protocol;
        this.proof = proof;
        this.brokers = IntStream.rangeClosed(1, count)
                .mapToObj(id -> new AdvertisedBroker(id, address(id), null))
                .toList();
        this.versions = ScriptedBroker.versions(
                proof == Proof.API_VERSIONS ? IdentityLadder.CHECKING_VERSION : IdentityLadder.CHECKING_VERSION - 1);
    }

    static HostPort address(int nodeId) {
        return new HostPort("b-%d.simulated.internal".formatted(nodeId), 9092);
    }

    SecurityProtocol protocol() {
        return protocol;
    }

    Proof proof() {
        return proof;
    }

    List<AdvertisedBroker> brokers() {
        return brokers;
    }

    ApiVersionsResponse versions() {
        return versions;
    }

    /** The partition of the topic that the broker leads. */
    static int partitionOf(int nodeId) {
        return nodeId - 1;
    }

    AbstractResponse metadata(MetadataRequest question) {
        MetadataResponseData data = new MetadataResponseData()
                .setClusterId(ID)
                .setControllerId(1)
                .setBrokers(new MetadataResponseBrokerCollection(brokers.stream()
                        .map(each -> Answers.broker(
                                each.nodeId(),
                                each.address().host(),
                                each.address().port()))
                        .iterator()));
        if (question.isAllTopics() || !question.data().topics().isEmpty()) {
            data.setTopics(new MetadataResponseTopicCollection(List.of(topic()).iterator()));
        }
        return new MetadataResponse(data, EPOCHS_CAN_BE_RELIED_ON);
    }

    private MetadataResponseTopic topic() {
        return new MetadataResponseTopic()
                .setName(Answers.TOPIC)
                .setPartitions(brokers.stream()
                        .map(broker -> new MetadataResponsePartition()
                                .setPartitionIndex(partitionOf(broker.nodeId()))
                                .setLeaderId(broker.nodeId())
                                .setLeaderEpoch(1)
                                .setReplicaNodes(List.of(broker.nodeId()))
                                .setIsrNodes(List.of(broker.nodeId())))
                        .toList());
    }
}
