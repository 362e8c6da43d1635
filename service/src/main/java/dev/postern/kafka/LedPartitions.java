package dev.postern.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.jspecify.annotations.Nullable;

/** Which broker leads what: the answer is long, so one connection asks for all that are made in a run. */
final class LedPartitions {

    /** Metadata with leader epochs that can be relied on begins here. */
    private static final int METADATA_WITH_EPOCHS = 7;

    /** All topics of a large cluster: a hundred thousand partitions. */
    private static final int LIMIT = 8 << 20;

    private static final int KEPT_OF_BROKER = 3;
    private static final int MAX_BROKERS = 1_000;

    /** Kafka's own limit. */
    private static final int LONGEST_TOPIC = 249;

    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Map<Integer, List<Led>> known;

    /** A partition, and the epoch of its leader. */
    record Led(String topic, int partition, int epoch) {}

    /** Some that {@code nodeId} leads, as far as our user may know. */
    List<Led> of(BrokerConnection broker, int nodeId) throws ProbeFailed {
        Map<Integer, List<Led>> led = known;
        return (led == null ? ask(broker) : led).getOrDefault(nodeId, List.of());
    }

    /** Whether {@code nodeId} leads that one now. */
    static boolean leadsStill(BrokerConnection broker, int nodeId, Led partition) throws ProbeFailed {
        return metadata(
                broker,
                MetadataRequest.Builder.forTopicNames(List.of(partition.topic()), false),
                answer -> partitions(answer)
                        .anyMatch(each -> each.nodeId() == nodeId && each.led().equals(partition)));
    }

    /** Who waits for another connection's answer asks itself when half of its time has gone: that one may hang. */
    private Map<Integer, List<Led>> ask(BrokerConnection broker) throws ProbeFailed {
        boolean mine = lock(broker.deadline().share(2).remaining().toNanos());
        try {
            Map<Integer, List<Led>> led = known;
            if (led == null) {
                led = metadata(broker, MetadataRequest.Builder.allTopics(), LedPartitions::some);
                known = led;
            }
            return led;
        } finally {
            if (mine) {
                asking.unlock();
            }
        }
    }

    private boolean lock(long nanos) {
        try {
            return asking.tryLock(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Partition(int nodeId, Led led) {}

    private static Map<Integer, List<Led>> some(MetadataResponse answer) {
        Map<Integer, List<Led>> some = new HashMap<>();
        partitions(answer).forEach(each -> {
            if (some.size() < MAX_BROKERS || some.containsKey(each.nodeId())) {
                List<Led> led = some.computeIfAbsent(each.nodeId(), id -> new ArrayList<>());
                if (led.size() < KEPT_OF_BROKER) {
                    led.add(each.led());
                }
            }
        });
        return some;
    }

    private static Stream<Partition> partitions(MetadataResponse answer) {
        return answer.data().topics().stream()
                .filter(topic -> topic.errorCode() == Errors.NONE.code()
                        && topic.name() != null
                        && topic.name().length() <= LONGEST_TOPIC)
                .flatMap(LedPartitions::partitions);
    }

    private static Stream<Partition> partitions(MetadataResponseTopic topic) {
        return topic.partitions().stream()
                .filter(partition -> partition.leaderEpoch() >= 0 && partition.errorCode() == Errors.NONE.code())
                .map((MetadataResponsePartition partition) -> new Partition(
                        partition.leaderId(),
                        new Led(topic.name(), partition.partitionIndex(), partition.leaderEpoch())));
    }

    private static <T> T metadata(
            BrokerConnection broker, MetadataRequest.Builder question, AnswerReader<MetadataResponse, T> reader)
            throws ProbeFailed {
        short version = broker.version(ApiKeys.METADATA, METADATA_WITH_EPOCHS, ApiKeys.METADATA.latestVersion());
        return broker.ask(question.build(version), MetadataResponse.class, LIMIT, reader);
    }
}
