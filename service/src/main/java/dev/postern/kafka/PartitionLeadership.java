package dev.postern.kafka;

import dev.postern.kafka.LedPartitions.Led;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;

/** Asks for the end of a partition that the broker is said to lead: only the leader answers that. */
final class PartitionLeadership {

    /** ListOffsets takes the leader epoch from here on. */
    private static final int OFFSETS_WITH_EPOCH = 4;

    private PartitionLeadership() {}

    sealed interface Answer {}

    record Leads() implements Answer {}

    record DoesNotLead() implements Answer {}

    record Unknown(String reason) implements Answer {}

    static Answer ask(BrokerConnection broker, int nodeId, LedPartitions all) {
        try {
            List<Led> led = all.of(broker, nodeId);
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
        if (!LedPartitions.leadsStill(broker, nodeId, partition)) {
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
        return broker.ask(
                ListOffsetsRequest.Builder.forConsumer(false, IsolationLevel.READ_UNCOMMITTED)
                        .setTargetTimes(List.of(topic))
                        .build(version),
                ListOffsetsResponse.class,
                AnswerMemory.SHORT,
                answer -> errorOf(answer, partition));
    }

    private static Optional<Errors> errorOf(ListOffsetsResponse answer, Led partition) {
        return answer.data().topics().stream()
                .filter(each -> partition.topic().equals(each.name()))
                .flatMap(each -> each.partitions().stream())
                .filter(each -> each.partitionIndex() == partition.partition())
                .map(each -> Errors.forCode(each.errorCode()))
                .findFirst();
    }
}
