package dev.postern.kafka;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.RefusedBroker;
import dev.postern.foundation.HostPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.jspecify.annotations.Nullable;

/** Asks for the cluster's id and brokers, and takes from the answer only what can be one. */
final class MetadataQuestion {

    private static final int MAX_BROKERS = 1_000;

    /** A thousand brokers with names of 253 characters fit. */
    private static final int LIMIT = 1 << 20;

    private MetadataQuestion() {}

    static ClusterMetadata ask(BrokerConnection broker) throws ProbeFailed {
        short version = broker.version(ApiKeys.METADATA, 4, ApiKeys.METADATA.latestVersion());
        return broker.ask(
                MetadataRequest.Builder.forTopicNames(List.of(), false).build(version),
                MetadataResponse.class,
                LIMIT,
                MetadataQuestion::read);
    }

    static ClusterMetadata read(MetadataResponse answer) throws ProbeFailed {
        String clusterId = answer.data().clusterId();
        if (!Printable.fits(clusterId)) {
            throw new ProbeFailed(ProbeFailure.PROTOCOL, "The broker does not give its cluster an id that is one.");
        }
        if (answer.data().brokers().isEmpty()) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    "The broker knows of no broker yet, not even of itself. It may be starting.");
        }
        if (answer.data().brokers().size() > MAX_BROKERS) {
            throw new ProbeFailed(
                    ProbeFailure.PROTOCOL,
                    "The broker lists %d brokers; at most %d are taken from one cluster."
                            .formatted(answer.data().brokers().size(), MAX_BROKERS));
        }
        Map<Integer, AdvertisedBroker> taken = new LinkedHashMap<>();
        List<RefusedBroker> refused = new ArrayList<>();
        for (MetadataResponseBroker broker : answer.data().brokers()) {
            take(broker, taken, refused);
        }
        return new ClusterMetadata(
                clusterId,
                taken.values().stream()
                        .sorted(Comparator.comparingInt(AdvertisedBroker::nodeId))
                        .toList(),
                refused);
    }

    private static void take(
            MetadataResponseBroker broker, Map<Integer, AdvertisedBroker> taken, List<RefusedBroker> refused) {
        if (broker.nodeId() < 0) {
            refused.add(new RefusedBroker(broker.nodeId(), "its node id is negative"));
            return;
        }
        try {
            HostPort address = new HostPort(String.valueOf(broker.host()), broker.port());
            if (taken.putIfAbsent(broker.nodeId(), new AdvertisedBroker(broker.nodeId(), address, rack(broker.rack())))
                    != null) {
                refused.add(new RefusedBroker(
                        broker.nodeId(), "its node id is listed twice, here with the address %s".formatted(address)));
            }
        } catch (IllegalArgumentException none) {
            refused.add(new RefusedBroker(
                    broker.nodeId(),
                    "it advertises \"%s\" with port %d, which is no address: %s"
                            .formatted(Printable.of(broker.host()), broker.port(), none.getMessage())));
        }
    }

    private static @Nullable String rack(@Nullable String rack) {
        return Printable.fits(rack) ? rack : null;
    }
}
