package dev.postern.connections;

import dev.postern.connections.ConnectionState.NoCapacity;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.ConnectionState.RegionNotServed;
import dev.postern.connections.ConnectionState.ZoneNotSupported;
import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Placements;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a new endpoint goes: the first placement that has a subnet in every zone and room for one more. */
@Component
class PlacementChoice {

    private final Placements placements;
    private final ConnectionDirectory directory;
    private final JdbcClient application;

    PlacementChoice(Placements placements, ConnectionDirectory directory, JdbcClient application) {
        this.placements = placements;
        this.directory = directory;
        this.application = application;
    }

    /** What came of looking for a placement. */
    sealed interface Choice {

        record Chosen(PlacementId placement) implements Choice {}

        record None(ConnectionState.Failed state) implements Choice {}
    }

    /**
     * Chooses for a connection. Within the transaction that records the choice: until that ends nobody else chooses, so
     * that the last place is given away once.
     */
    Choice choose(Connection connection) {
        PrivateLinkIntent intent = connection.intent();
        List<Placement> inRegion = placements.all().stream()
                .filter(placement -> placement.id().region().equals(intent.region()))
                .filter(placement -> reachable(connection, placement.id()))
                .toList();
        if (inRegion.isEmpty()) {
            return new Choice.None(new RegionNotServed(
                    Note.of("The operator has no placement in %s any more.".formatted(intent.region()))));
        }
        List<Placement> fitting = inRegion.stream()
                .filter(placement -> placement.zones().containsAll(intent.availabilityZones()))
                .toList();
        if (fitting.isEmpty()) {
            return new Choice.None(new ZoneNotSupported(Note.of("No placement has subnets in all of %s; there are %s."
                    .formatted(
                            String.join(", ", intent.availabilityZones()),
                            inRegion.stream()
                                    .map(placement -> String.join(", ", placement.zones()))
                                    .collect(Collectors.joining("; "))))));
        }
        lock();
        for (Placement placement : fitting) {
            if (placement.id().equals(connection.holdings().placement())
                    || directory.countIn(placement.id()) < placement.capacity()) {
                return new Choice.Chosen(placement.id());
            }
        }
        return new Choice.None(new NoCapacity(Note.of("The operator's VPCs in %s are full: %s (quota: endpoints a VPC)."
                .formatted(
                        intent.region(),
                        fitting.stream()
                                .map(placement -> "%1$d of %1$d endpoints".formatted(placement.capacity()))
                                .collect(Collectors.joining(", "))))));
    }

    /** The principal lives in one account: a connection that has been placed before stays there. */
    private static boolean reachable(Connection connection, PlacementId placement) {
        PlacementId before = connection.holdings().placement();
        return before == null || before.sharesAccountAndRegion(placement);
    }

    private void lock() {
        application
                .sql("select pg_advisory_xact_lock(hashtextextended('postern.placement', 0))")
                .query((row, number) -> true)
                .single();
    }
}
