package dev.postern.validation;

import dev.postern.connections.BastionTrial;
import dev.postern.connections.ConnectionEndpoint;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionContact.Forwarding;
import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries out, once in a run, each bastion that ways lead through, and tells whoever climbs how far it lets them. */
final class BastionDesk {

    private final ClusterPicture picture;
    private final Duration limit;
    private final Journal journal;
    private final Map<ConnectionId, Future<Tried>> trials = new ConcurrentHashMap<>();

    BastionDesk(ClusterPicture picture, Duration limit, Journal journal) {
        this.picture = picture;
        this.limit = limit;
        this.journal = journal;
    }

    /**
     * What came of a bastion.
     *
     * @param failed the check that no broker is reached without; null if it let us in
     */
    private record Tried(
            Map<HostPort, Forwarding> answers, @Nullable CheckId failed) {}

    /** Begins to try them all, and writes their checks down as they come. */
    List<? extends Future<?>> open(Fork fork) {
        picture.connections().values().stream()
                .filter(endpoint -> endpoint.kind() == ConnectionKind.SSH_BASTION)
                .map(ConnectionEndpoint::id)
                .forEach(id -> trials.put(id, fork.start(() -> tryOut(id))));
        return List.copyOf(trials.values());
    }

    /** Whether the bastion of a tunnelled way lets through to its broker. Waits for the bastion. */
    Passage passage(RoutedWay way) {
        Future<Tried> trial = trials.get(way.connectionId());
        if (trial == null) {
            return new Passage.Closed(CheckId.connection(way.connectionId()));
        }
        Tried tried = Fork.join(trial);
        if (tried.failed() != null) {
            return new Passage.Closed(tried.failed());
        }
        HostPort broker = way.way().address();
        Forwarding answer = tried.answers().get(broker);
        return answer == null ? ask(way.connectionId(), broker) : new Passage.Asked(answer);
    }

    /** Of a broker that was not known when the bastion was tried. */
    private Passage ask(ConnectionId connection, HostPort broker) {
        return contacted(picture.bastions().tryOut(connection, List.of(broker), limit))
                .flatMap(reached -> reached.forwardings().stream().findFirst())
                .<Passage>map(Passage.Asked::new)
                .orElseGet(() -> new Passage.Closed(CheckId.bastion(connection, BastionRung.REACHABLE)));
    }

    private Tried tryOut(ConnectionId connection) {
        long began = System.nanoTime();
        List<HostPort> brokers = brokers(connection);
        Optional<BastionTrial> trial = picture.bastions().tryOut(connection, brokers, limit);
        if (trial.isEmpty()) {
            return new Tried(Map.of(), CheckId.connection(connection));
        }
        SequencedMap<BastionRung, Finding> findings = BastionLadder.read(connection, trial.get(), !brokers.isEmpty());
        findings.forEach((rung, finding) -> journal.write(CheckId.bastion(connection, rung), began, finding));
        return contacted(trial)
                .map(reached -> new Tried(
                        reached.forwardings().stream()
                                .collect(Collectors.toMap(Forwarding::target, Function.identity())),
                        null))
                .orElseGet(() -> new Tried(Map.of(), failed(connection, findings)));
    }

    private static Optional<BastionContact.Reached> contacted(Optional<BastionTrial> trial) {
        return trial.filter(BastionTrial.Contacted.class::isInstance)
                .map(tried -> ((BastionTrial.Contacted) tried).contact())
                .filter(BastionContact.Reached.class::isInstance)
                .map(BastionContact.Reached.class::cast);
    }

    private static CheckId failed(ConnectionId connection, SequencedMap<BastionRung, Finding> findings) {
        return findings.entrySet().stream()
                .filter(entry -> entry.getValue().outcome() == CheckOutcome.FAIL)
                .map(entry -> CheckId.bastion(connection, entry.getKey()))
                .findFirst()
                .orElseThrow();
    }

    private List<HostPort> brokers(ConnectionId connection) {
        return Stream.concat(
                        picture.ways().brokers().stream().map(ClusterPicture.RoutedBroker::route),
                        picture.ways().bootstrap().stream())
                .filter(way -> way.tunnelled() && way.connectionId().equals(connection))
                .map(way -> way.way().address())
                .distinct()
                .toList();
    }
}
