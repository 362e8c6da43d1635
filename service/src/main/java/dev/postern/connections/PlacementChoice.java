package dev.postern.connections;

import dev.postern.connections.ConnectionState.NoCapacity;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.ConnectionState.RegionNotServed;
import dev.postern.connections.ConnectionState.ZoneNotSupported;
import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Placements;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where a connection goes: to an account that has room for one more IAM role, from where it does not move any more; and
 * when its endpoint is about to be made, into a VPC there that has room for one more.
 */
@Component
class PlacementChoice {

    /** The quotas under the names that AWS gives them (Service Quotas). */
    static final String ENDPOINTS = "Interface VPC endpoints per VPC";

    static final String ROLES = "Roles per account";

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

    /** A placement that would do for the connection; what is full now is passed over, but nothing is held yet but a role. */
    Choice choose(PrivateLinkConnection connection) {
        return choose(connection, placement -> hasRoom(connection, placement) && hasRole(connection, placement));
    }

    /** The placement that the endpoint is to be made in: the one chosen earlier if it has room, else one beside it. */
    Choice reserve(PrivateLinkConnection connection) {
        return choose(connection, placement -> hasRoom(connection, placement));
    }

    /**
     * Within the transaction that records the choice: until that ends nobody else chooses, so that the last place is
     * given away once.
     */
    private Choice choose(PrivateLinkConnection connection, Predicate<Placement> fits) {
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
        return fitting.stream()
                .sorted(Comparator.comparing(placement -> !isAt(connection, placement)))
                .filter(fits)
                .findFirst()
                .<Choice>map(placement -> new Choice.Chosen(placement.id()))
                .orElseGet(() -> new Choice.None(full(connection, fitting)));
    }

    /** Names the quotas, not how far they go: that is no tenant's business. */
    private NoCapacity full(PrivateLinkConnection connection, List<Placement> fitting) {
        String quotas = fitting.stream()
                .map(placement -> hasRoom(connection, placement) ? ROLES : ENDPOINTS)
                .distinct()
                .collect(Collectors.joining(" and "));
        return new NoCapacity(Note.of("The operator has no room left in %s (quota: %s)."
                .formatted(connection.intent().region(), quotas)));
    }

    /** An endpoint that may be there already has its room. */
    private boolean hasRoom(PrivateLinkConnection connection, Placement placement) {
        return (isAt(connection, placement) && connection.holdings().epoch() != null)
                || directory.endpointsIn(placement.id()) < placement.capacity();
    }

    /** A connection that was placed before has its role, or its right to one, in that account. */
    private boolean hasRole(PrivateLinkConnection connection, Placement placement) {
        return connection.holdings().placement() != null
                || directory.placedIn(placement.id().account()) < placement.roles();
    }

    private static boolean isAt(PrivateLinkConnection connection, Placement placement) {
        return placement.id().equals(connection.holdings().placement());
    }

    /** The principal lives in one account: a connection that has been placed before stays there. */
    private static boolean reachable(PrivateLinkConnection connection, PlacementId placement) {
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
