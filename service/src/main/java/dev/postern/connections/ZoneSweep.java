package dev.postern.connections;

import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ZonePage;
import dev.postern.connections.spi.ZonePage.Listed;
import dev.postern.connections.spi.ZoneProvisioner;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sweeps the hosted zones: deletes those of deleted connections, and activates connections whose zone is missing or is
 * not the only one.
 */
@Component
class ZoneSweep {

    private static final Logger log = LoggerFactory.getLogger(ZoneSweep.class);

    private final ZoneProvisioner zones;
    private final Installation installation;
    private final ConnectionDirectory directory;
    private final Leftovers leftovers;

    ZoneSweep(ZoneProvisioner zones, Installation installation, ConnectionDirectory directory, Leftovers leftovers) {
        this.zones = zones;
        this.installation = installation;
        this.directory = directory;
        this.leftovers = leftovers;
    }

    /**
     * Looks at the zones of one account, all pages.
     *
     * @param scope any placement there
     */
    void sweep(PlacementId scope, Consumer<ConnectionKey> activate) {
        Set<String> seen = new HashSet<>();
        Set<String> strange = new HashSet<>();
        @Nullable String token = null;
        do {
            Outcome<ZonePage> outcome = zones.listZones(scope, installation.id(), token);
            switch (outcome) {
                case Outcome.Refused<ZonePage> refused -> {
                    log.warn("The hosted zones of {} cannot be listed: {}", scope.account(), refused.refusal());
                    return;
                }
                case Outcome.Done<ZonePage> done -> {
                    List<Listed> page = done.value().zones();
                    page.forEach(zone -> seen.add(zone.id()));
                    strange.addAll(judge(scope, page, activate));
                    token = done.value().nextToken();
                }
            }
        } while (token != null);
        leftovers.strange("hosted zones in " + scope.account(), strange);
        directory.withoutZone(scope.account(), seen).forEach(activate);
    }

    /** Ids of those that we know nothing of. */
    private Set<String> judge(PlacementId scope, List<Listed> page, Consumer<ConnectionKey> activate) {
        Map<String, KnownConnection> known =
                directory
                        .known(page.stream()
                                .map(zone -> zone.reference().connection())
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(
                                connection -> connection.key().connectionId().value(), Function.identity()));
        Set<String> strange = new HashSet<>();
        for (Listed zone : page) {
            KnownConnection connection = known.get(zone.reference().connection());
            if (connection == null) {
                strange.add(zone.id());
            } else if (connection.deleted()) {
                leftovers.delete(
                        "hosted zones",
                        List.of(zone.id()),
                        () -> zones.deleteZone(scope, zone.reference(), zone.hostname()));
            } else if (connection.zoneId().filter(id -> !id.equals(zone.id())).isPresent()) {
                activate.accept(connection.key());
            }
        }
        return strange;
    }
}
