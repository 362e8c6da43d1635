package dev.postern.resolution;

import dev.postern.clusters.spi.AdvertisedBroker;
import dev.postern.foundation.HostPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Joins topology, routes and endpoints into what clients are told. Pure: the same input gives the same content. */
final class MappingRules {

    private static final Comparator<AdvertisedBroker> ORDER = Comparator.comparingInt(AdvertisedBroker::nodeId)
            .thenComparing(broker -> broker.address().key());

    private record Routed(AdvertisedBroker broker, Way way) {}

    private MappingRules() {}

    /**
     * The mapping's content.
     *
     * @param bootstrap the cluster's bootstrap addresses
     * @param kafkaClusterId null before the first metadata
     * @param brokers none before the first metadata. A missing one that has no way in, perhaps because another broker
     *     took its listener, is left out.
     */
    static MappingContent join(
            RouteTable table, List<HostPort> bootstrap, @Nullable String kafkaClusterId, List<KnownBroker> brokers) {
        MappingContent all = join(table, bootstrap, kafkaClusterId, brokers.stream());
        Set<@Nullable Integer> blocked =
                all.unroutable().stream().map(UnroutableBroker::nodeId).collect(Collectors.toSet());
        return brokers.stream().noneMatch(broker -> hopeless(broker, blocked))
                ? all
                : join(table, bootstrap, kafkaClusterId, brokers.stream().filter(broker -> !hopeless(broker, blocked)));
    }

    private static boolean hopeless(KnownBroker broker, Set<@Nullable Integer> blocked) {
        return broker.missing() && blocked.contains(broker.broker().nodeId());
    }

    private static MappingContent join(
            RouteTable table, List<HostPort> bootstrap, @Nullable String kafkaClusterId, Stream<KnownBroker> known) {
        List<AdvertisedBroker> brokers =
                known.map(KnownBroker::broker).sorted(ORDER).toList();
        List<Routed> routed = withoutConflicts(brokers.stream()
                .map(broker -> new Routed(broker, table.toBroker(broker.address(), broker.nodeId())))
                .toList());
        List<MappingEntry> entries = new ArrayList<>();
        List<UnroutableBroker> unroutable = new ArrayList<>();
        for (Routed one : routed) {
            AdvertisedBroker broker = one.broker();
            switch (one.way()) {
                case Way.Routed way -> entries.add(entry(broker.nodeId(), broker.rack(), broker.address(), way));
                case Way.Blocked blocked ->
                    unroutable.add(unroutable(broker.nodeId(), broker.address(), blocked.reason()));
            }
        }
        List<BootstrapEntry> bootstrapEntries = new ArrayList<>();
        Set<String> advertised =
                brokers.stream().map(broker -> broker.address().key()).collect(Collectors.toSet());
        for (HostPort address : bootstrap) {
            if (!advertised.add(address.key())) {
                continue;
            }
            switch (table.toBootstrap(address)) {
                case Way.Routed way ->
                    bootstrapEntries.add(new BootstrapEntry(
                            address.host(),
                            address.port(),
                            way.target().host(),
                            way.target().port(),
                            way.connectionId()));
                case Way.Blocked blocked -> unroutable.add(unroutable(null, address, blocked.reason()));
            }
        }
        return new MappingContent(kafkaClusterId, entries, bootstrapEntries, unroutable);
    }

    /** Of brokers that share an address or a target, nobody could tell which one answers: none of them has a way in. */
    private static List<Routed> withoutConflicts(List<Routed> routed) {
        Map<String, Long> addresses =
                count(routed.stream().map(one -> one.broker().address()));
        Map<String, Long> targets = count(routed.stream()
                .map(Routed::way)
                .filter(Way.Routed.class::isInstance)
                .map(way -> ((Way.Routed) way).target()));
        return routed.stream()
                .map(one -> switch (one.way()) {
                    case Way.Routed way
                    when addresses.getOrDefault(one.broker().address().key(), 0L) > 1
                            || targets.getOrDefault(way.target().key(), 0L) > 1 ->
                        new Routed(one.broker(), new Way.Blocked(UnroutableReason.PORT_CONFLICT));
                    case Way.Routed way -> one;
                    case Way.Blocked blocked -> one;
                })
                .toList();
    }

    private static Map<String, Long> count(Stream<HostPort> addresses) {
        return addresses.collect(Collectors.groupingBy(HostPort::key, HashMap::new, Collectors.counting()));
    }

    /**
     * Where to connect for one address, which may be one that is in no mapping yet. An address that would lead to the
     * listener of a broker of another address has no way in.
     *
     * @param content what was joined with the same table
     */
    static Resolution resolve(RouteTable table, MappingContent content, HostPort address) {
        String key = address.key();
        for (MappingEntry entry : content.entries()) {
            if (entry.address().key().equals(key)) {
                return new Resolution.Found(entry);
            }
        }
        for (BootstrapEntry entry : content.bootstrap()) {
            if (entry.address().key().equals(key)) {
                return new Resolution.Found(
                        entry(null, null, entry.address(), new Way.Routed(entry.target(), entry.connectionId())));
            }
        }
        for (UnroutableBroker broker : content.unroutable()) {
            if (broker.address().key().equals(key)) {
                return new Resolution.Unroutable(broker.reason());
            }
        }
        return switch (table.toAddress(address)) {
            case Way.Routed way
            when content.entries().stream()
                    .map(MappingEntry::target)
                    .map(HostPort::key)
                    .anyMatch(way.target().key()::equals) -> new Resolution.Unroutable(UnroutableReason.PORT_CONFLICT);
            case Way.Routed way -> new Resolution.Found(entry(null, null, address, way));
            case Way.Blocked blocked -> new Resolution.Unroutable(blocked.reason());
        };
    }

    private static MappingEntry entry(
            @Nullable Integer nodeId, @Nullable String rack, HostPort address, Way.Routed way) {
        return new MappingEntry(
                nodeId,
                rack,
                address.host(),
                address.port(),
                way.target().host(),
                way.target().port(),
                way.connectionId());
    }

    private static UnroutableBroker unroutable(@Nullable Integer nodeId, HostPort address, UnroutableReason reason) {
        return new UnroutableBroker(nodeId, address.host(), address.port(), reason);
    }
}
