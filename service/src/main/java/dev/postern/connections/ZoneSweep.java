package dev.postern.connections;

import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Removal;
import dev.postern.connections.spi.ZonePage;
import dev.postern.connections.spi.ZonePage.Listed;
import dev.postern.connections.spi.ZoneProvisioner;
import dev.postern.foundation.Hostname;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sweeps the hosted zones: deletes those of deleted connections and those in an account that the connection is not in,
 * and activates connections whose zone is missing, is not the only one, or does not lead to their endpoint.
 */
@Component
class ZoneSweep {

    private static final Logger log = LoggerFactory.getLogger(ZoneSweep.class);

    private final ZoneProvisioner zones;
    private final Installation installation;
    private final ConnectionDirectory directory;
    private final AwsPauses pauses;
    private final Leftovers leftovers;

    ZoneSweep(
            ZoneProvisioner zones,
            Installation installation,
            ConnectionDirectory directory,
            AwsPauses pauses,
            Leftovers leftovers) {
        this.zones = zones;
        this.installation = installation;
        this.directory = directory;
        this.pauses = pauses;
        this.leftovers = leftovers;
    }

    /**
     * Looks at the zones of one account, all pages. Where AWS does not show all of them none is taken to be missing.
     *
     * @param scope any placement there
     */
    void sweep(PlacementId scope, Consumer<ConnectionKey> activate) {
        List<Listed> listed = new ArrayList<>();
        Optional<Refusal> refusal = Pages.forEach(
                token -> zones.listZones(scope, installation.id(), token),
                ZonePage::nextToken,
                page -> listed.addAll(page.zones()));
        if (refusal.isPresent()) {
            noted(scope, "listed", refusal.get());
            return;
        }
        Map<String, KnownConnection> known = directory.known(
                listed.stream().map(zone -> zone.reference().connection()).collect(Collectors.toSet()));
        Set<String> strange = new HashSet<>();
        Map<String, Supplier<Outcome<Removal>>> leftOver = new LinkedHashMap<>();
        for (Listed zone : listed) {
            KnownConnection connection = known.get(zone.reference().connection());
            if (connection == null) {
                strange.add(zone.id());
            } else if (connection.deleted() || connection.isInAnotherAccountThan(scope)) {
                leftOver.put(zone.id(), () -> zones.deleteZone(scope, zone.reference(), zone.hostname()));
            } else if (!fits(scope, zone, connection)) {
                activate.accept(connection.key());
            }
        }
        String kind = "hosted zones in " + scope.account();
        leftovers.strange(kind, strange);
        leftovers.deleteEach(kind, leftOver);
        Set<String> seen = listed.stream().map(Listed::id).collect(Collectors.toSet());
        directory.withoutZone(scope.account(), seen).forEach(activate);
    }

    /** Whether it is as the connection has it, or the reconciler is at it. A zone that cannot be looked into fits for now. */
    private boolean fits(PlacementId scope, Listed zone, KnownConnection connection) {
        if (!zone.id().equals(connection.zoneId().orElse(zone.id()))) {
            return false;
        }
        if (connection.phase() != ConnectionPhase.AVAILABLE
                || pauses.untilInDns(scope).isPresent()) {
            return true;
        }
        return switch (zones.readTarget(scope, zone.id(), zone.hostname())) {
            case Outcome.Done<Optional<String>> done -> leadsTo(connection, done.value());
            case Outcome.Refused<Optional<String>> refused -> {
                noted(scope, "looked into", refused.refusal());
                yield true;
            }
        };
    }

    private static boolean leadsTo(KnownConnection connection, Optional<String> target) {
        return target.map(Hostname::canonical).equals(connection.regionalName().map(Hostname::canonical));
    }

    private void noted(PlacementId scope, String what, Refusal refusal) {
        log.warn("The hosted zones of {} cannot be {}: {}", scope.account(), what, refusal);
        if (refusal.cause() == Refusal.Cause.THROTTLED) {
            pauses.throttledInDns(scope);
        }
    }
}
