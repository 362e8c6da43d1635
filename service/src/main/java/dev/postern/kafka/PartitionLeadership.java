package dev.postern.kafka;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;

/** Asks for the end of a partition that the broker is said to lead: only the leader answers that. */
final class PartitionLeadership {

    /** Metadata with leader epochs that can be relied on begins here. */
    private static final int METADATA_WITH_EPOCHS = 7;

    /** ListOffsets takes the leader epoch from here on. */
    private static final int OFFSETS_WITH_EPOCH = 4;

    /** All topics of a large cluster: a hundred thousand partitions. */
    private static final int LIMIT = 8 << 20;

    private static final int ATTEMPTS = 3;

    private PartitionLeadership() {}

    sealed interface Answer {}

    record Leads() implements Answer {}

    record DoesNotLead() implements Answer {}

    record Unknown(String reason) implements Answer {}

    private record Led(String topic, int partition, int epoch) {}

    static Answer ask(BrokerConnection broker, int nodeId) {
        try {
            List<Led> led = led(metadata(broker, MetadataRequest.Builder.allTopics()), nodeId)
                    .limit(ATTEMPTS)
                    .toList();
            Answer answer = new Unknown("it leads no partition of a topic that our user may describe");
            for (Led partition : led) {
                answer = ask(broker, nodeId, partition);
                if (!(answer instanceof Unknown)) {
                    return answer;
                }
            }
            return answer;
        } catch (ProbeFailed failed) {
            return new Unknown(failed.error().detail());
        }
    }

    private static Answer ask(BrokerConnection broker, int nodeId, Led partition) throws ProbeFailed {
        Optional<Errors> error = endOf(broker, partition);
        if (error.isEmpty()) {
            return new Unknown("the answer is not about the partition that was asked for");
        }
        // What the broker said only counts if the partition had the same leader all the while.
        boolean still = led(
                        metadata(broker, MetadataRequest.Builder.forTopicNames(List.of(partition.topic()), false)),
                        nodeId)
                .anyMatch(partition::equals);
        if (!still) {
            return new Unknown("the partition's leader changed while we asked");
        }
        return switch (error.get()) {
            case NONE -> new Leads();
            case NOT_LEADER_OR_FOLLOWER -> new DoesNotLead();
            default -> new Unknown("the broker answered " + error.get());
        };
    }

    private static Optional<Errors> endOf(BrokerConnection broker, Led partition) throws ProbeFailed {
        short version =
                broker.version(ApiKeys.LIST_OFFSETS, OFFSETS_WITH_EPOCH, ApiKeys.LIST_OFFSETS.latestVersion(false));
        ListOffsetsTopic topic = new ListOffsetsTopic()
                .setName(partition.topic())
                .setPartitions(List.of(new ListOffsetsPartition()
                        .setPartitionIndex(partition.partition())
                        .setCurrentLeaderEpoch(partition.epoch())
                        .setTimestamp(ListOffsetsRequest.LATEST_TIMESTAMP)));
        ListOffsetsResponse answer = broker.ask(
                ListOffsetsRequest.Builder.forConsumer(false, IsolationLevel.READ_UNCOMMITTED)
                        .setTargetTimes(List.of(topic))
                        .build(version),
                ListOffsetsResponse.class);
        return answer.data().topics().stream()
                .filter(each -> partition.topic().equals(each.name()))
                .flatMap(each -> each.partitions().stream())
                .filter(each -> each.partitionIndex() == partition.partition())
                .map(each -> Errors.forCode(each.errorCode()))
                .findFirst();
    }

    private static MetadataResponse metadata(BrokerConnection broker, MetadataRequest.Builder question)
            throws ProbeFailed {
        short version = broker.version(ApiKeys.METADATA, METADATA_WITH_EPOCHS, ApiKeys.METADATA.latestVersion());
        return broker.ask(question.build(version), MetadataResponse.class, LIMIT);
    }

    private static Stream<Led> led(MetadataResponse answer, int nodeId) {
        return answer.data().topics().stream()
                .filter(topic -> topic.errorCode() == Errors.NONE.code() && topic.name() != null)
                .flatMap(topic -> led(topic, nodeId));
    }

    private static Stream<Led> led(MetadataResponseTopic topic, int nodeId) {
        return topic.partitions().stream()
                .filter(partition -> partition.leaderId() == nodeId
                        && partition.leaderEpoch() >= 0
                        && partition.errorCode() == Errors.NONE.code())
                .map((MetadataResponsePartition partition) ->
                        new Led(topic.name(), partition.partitionIndex(), partition.leaderEpoch()));
    }
}
