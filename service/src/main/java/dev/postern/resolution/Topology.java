package dev.postern.resolution;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster is known to say of itself.
 *
 * @param kafkaClusterId null before the first metadata
 * @param brokers by node id
 * @param observedAt when the cluster last answered; null before the first metadata
 * @param failure null if the last look brought metadata
 * @param otherCluster null unless the last answer was another cluster's
 */
public record Topology(
        @Nullable String kafkaClusterId,
        List<KnownBroker> brokers,
        @Nullable Instant observedAt,
        @Nullable LookFailure failure,
        @Nullable OtherCluster otherCluster) {

    static final Topology UNKNOWN = new Topology(null, List.of(), null, null, null);

    public Topology {
        brokers = List.copyOf(brokers);
    }

    /**
     * After the cluster has answered. A broker that is no longer named stays for a while, unless its id or address is
     * taken; another cluster's answer changes nothing but that it is noted.
     *
     * @param forgetAfter how long a broker may be missing before it is forgotten
     */
    Topology observed(ClusterMetadata metadata, Instant now, Duration forgetAfter) {
        if (kafkaClusterId != null && !kafkaClusterId.equals(metadata.kafkaClusterId())) {
            return new Topology(
                    kafkaClusterId, brokers, observedAt, null, new OtherCluster(metadata.kafkaClusterId(), now));
        }
        Map<Integer, AdvertisedBroker> present = metadata.brokers().stream()
                .collect(Collectors.toMap(AdvertisedBroker::nodeId, Function.identity(), (first, second) -> first));
        Set<String> taken =
                present.values().stream().map(broker -> broker.address().key()).collect(Collectors.toSet());
        Stream<KnownBroker> missing = brokers.stream()
                .filter(known -> !present.containsKey(known.broker().nodeId()))
                .filter(known -> !taken.contains(known.broker().address().key()))
                .map(known -> known.missing() ? known : new KnownBroker(known.broker(), now))
                .filter(known -> now.isBefore(since(known, now).plus(forgetAfter)));
        List<KnownBroker> all = Stream.concat(
                        present.values().stream().map(broker -> new KnownBroker(broker, null)), missing)
                .sorted(Comparator.comparingInt(known -> known.broker().nodeId()))
                .toList();
        return new Topology(metadata.kafkaClusterId(), all, now, null, null);
    }

    /** With those brokers only that the cluster named when it last answered. */
    Topology withoutMissing() {
        return new Topology(
                kafkaClusterId,
                brokers.stream().filter(known -> !known.missing()).toList(),
                observedAt,
                failure,
                otherCluster);
    }

    /** Whether a mapping that is joined with one of them is as that which is joined with the other. */
    boolean saysAsMuchAs(Topology other) {
        return brokers.equals(other.brokers) && Objects.equals(kafkaClusterId, other.kafkaClusterId);
    }

    /** Whether somebody who looks at one of them learns the same as from the other, but for times and wordings. */
    boolean looksLike(Topology other) {
        return saysAsMuchAs(other)
                && (failure == null) == (other.failure == null)
                && (failure == null || other.failure == null || failure.cause() == other.failure.cause())
                && Objects.equals(answeredAs(), other.answeredAs());
    }

    private @Nullable String answeredAs() {
        return otherCluster == null ? null : otherCluster.kafkaClusterId();
    }

    /** After a look that brought nothing: all that was known is kept. */
    Topology failed(LookFailure reason) {
        return new Topology(kafkaClusterId, brokers, observedAt, reason, otherCluster);
    }

    private static Instant since(KnownBroker known, Instant now) {
        Instant since = known.missingSince();
        return since == null ? now : since;
    }
}
