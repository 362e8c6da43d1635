package dev.postern.connections;

import dev.postern.connections.ConnectionState.DeletingPrincipal;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Removal;
import dev.postern.connections.spi.ZoneProvisioner;
import dev.postern.connections.spi.ZoneReference;
import dev.postern.foundation.Hostname;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The step in a deletion that takes the hosted zone down. Never given up: what AWS refuses is asked for again. */
@Component
class ZoneRemoval {

    private static final Logger log = LoggerFactory.getLogger(ZoneRemoval.class);

    private final ZoneProvisioner zones;
    private final Installation installation;
    private final AwsPauses pauses;
    private final Moves moves;
    private final ReconcilerProperties properties;

    ZoneRemoval(
            ZoneProvisioner zones,
            Installation installation,
            AwsPauses pauses,
            Moves moves,
            ReconcilerProperties properties) {
        this.zones = zones;
        this.installation = installation;
        this.pauses = pauses;
        this.moves = moves;
        this.properties = properties;
    }

    PrivateLinkConnection delete(PrivateLinkConnection before) {
        return pauses.untilInDns(before.holdings().requiredPlacement())
                .map(end -> moves.waitUntil(before, before.holdings(), end))
                .orElseGet(() -> deleteNow(before));
    }

    private PrivateLinkConnection deleteNow(PrivateLinkConnection before) {
        Hostname hostname = before.intent().requiredHostname();
        ZoneReference reference = before.names(installation.id())
                .zoneReference(before.holdings().zone().number());
        Outcome<Removal> outcome = zones.deleteZone(before.holdings().requiredPlacement(), reference, hostname);
        return switch (outcome) {
            case Outcome.Done<Removal> done ->
                switch (done.value()) {
                    case GONE -> gone(before);
                    case UNDER_WAY ->
                        moves.later(before, before.holdings(), before.state(), properties.deletionInterval());
                };
            case Outcome.Refused<Removal> refused -> {
                log.warn("AWS refused to delete a hosted zone: {}", refused.refusal());
                if (refused.refusal().cause() == Refusal.Cause.THROTTLED) {
                    pauses.throttledInDns(before.holdings().requiredPlacement());
                }
                yield moves.again(
                        before,
                        new Note(
                                "AWS did not delete the hosted zone yet. It is tried again by itself.",
                                refused.refusal().awsErrorCode()));
            }
        };
    }

    private PrivateLinkConnection gone(PrivateLinkConnection before) {
        return moves.on(
                before,
                before.holdings().withZone(before.holdings().zone().gone()),
                new DeletingPrincipal(Note.of("The hosted zone is gone. Deletes the IAM role.")));
    }
}
