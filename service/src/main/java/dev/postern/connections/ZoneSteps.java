package dev.postern.connections;

import dev.postern.connections.ConnectionState.CreatingDns;
import dev.postern.connections.ConnectionState.DnsConflict;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.ConnectionState.Ready;
import dev.postern.connections.spi.ChangeProgress;
import dev.postern.connections.spi.EnsuredZone;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.ProvisionedEndpoint;
import dev.postern.connections.spi.ZoneCondition;
import dev.postern.connections.spi.ZoneProvisioner;
import dev.postern.foundation.Hostname;
import org.springframework.stereotype.Component;

/**
 * The steps from an endpoint that is available to a hostname that leads to it. Each asks Route 53 for one thing and says
 * what has become of the connection.
 */
@Component
class ZoneSteps {

    private final ZoneProvisioner zones;
    private final Installation installation;
    private final ZoneSetbacks setbacks;
    private final Moves moves;
    private final ReconcilerProperties properties;

    ZoneSteps(
            ZoneProvisioner zones,
            Installation installation,
            ZoneSetbacks setbacks,
            Moves moves,
            ReconcilerProperties properties) {
        this.zones = zones;
        this.installation = installation;
        this.setbacks = setbacks;
        this.moves = moves;
        this.properties = properties;
    }

    /** What an available endpoint makes of a connection that is to have a zone for {@code hostname}. */
    PrivateLinkConnection settle(
            PrivateLinkConnection before, Holdings holdings, Hostname hostname, ProvisionedEndpoint endpoint) {
        HeldZone held = holdings.zone();
        HeldZone zone = held.mayExist() ? held : held.begun();
        WantedZone wanted = new WantedZone(
                before,
                holdings.withZone(zone),
                hostname,
                endpoint.aliasTarget().orElseThrow(),
                before.names(installation.id()).zoneReference(zone.number()));
        return switch (before.state()) {
            case CreatingDns creating -> advance(wanted);
            case DnsConflict conflict -> advance(wanted);
            case ConnectionState.Available available -> inspect(wanted);
            case ConnectionState.Pending pending -> begin(wanted);
            case ConnectionState.Provisioning provisioning -> begin(wanted);
            case ConnectionState.ActionRequired actionRequired -> begin(wanted);
            case ConnectionState.Degraded degraded -> begin(wanted);
            case ConnectionState.Failed failed -> begin(wanted);
            case ConnectionState.Deleting deleting -> before;
            case ConnectionState.Deleted deleted -> before;
        };
    }

    /** That a zone may be made from now on is written down before one is. */
    private PrivateLinkConnection begin(WantedZone wanted) {
        return moves.on(
                wanted.before(),
                wanted.with(wanted.zone().begun()),
                new CreatingDns(Note.of(
                        "The endpoint is available. Makes the private zone for %s.".formatted(wanted.hostname()))));
    }

    private PrivateLinkConnection advance(WantedZone wanted) {
        String change = wanted.zone().changeId();
        return setbacks.paused(wanted).orElseGet(() -> change == null ? ensure(wanted) : follow(wanted, change));
    }

    private PrivateLinkConnection ensure(WantedZone wanted) {
        Outcome<EnsuredZone> outcome =
                zones.ensureZone(wanted.placement(), wanted.reference(), wanted.hostname(), wanted.target());
        return switch (outcome) {
            case Outcome.Done<EnsuredZone> done ->
                switch (done.value()) {
                    case EnsuredZone.Made made ->
                        soon(
                                wanted,
                                wanted.zone().made(made.id(), made.changeId()),
                                "The private zone for %s is made. AWS tells its name servers.");
                    case EnsuredZone.NameTaken taken -> setbacks.conflict(wanted);
                    case EnsuredZone.ReferenceUsed used ->
                        soon(wanted, wanted.zone().next(), "The private zone for %s is gone. It is made again.");
                };
            case Outcome.Refused<EnsuredZone> refused -> setbacks.refused(wanted, refused.refusal());
        };
    }

    private PrivateLinkConnection follow(WantedZone wanted, String changeId) {
        Outcome<ChangeProgress> outcome = zones.readChange(wanted.placement(), changeId);
        return switch (outcome) {
            case Outcome.Done<ChangeProgress> done ->
                switch (done.value()) {
                    case IN_SYNC -> ready(wanted);
                    case PENDING ->
                        moves.again(
                                wanted.before(),
                                wanted.holdings(),
                                wanted.before().state());
                    case UNKNOWN -> soon(wanted, wanted.zone().settled(), "Sees to the private zone for %s once more.");
                };
            case Outcome.Refused<ChangeProgress> refused -> setbacks.refused(wanted, refused.refusal());
        };
    }

    private PrivateLinkConnection ready(WantedZone wanted) {
        return moves.rest(
                wanted.before(),
                wanted.with(wanted.zone().settled()),
                new Ready(Note.of("The endpoint is available, and %s leads to it.".formatted(wanted.hostname()))));
    }

    /** A look at what was ready. Where AWS does not answer nothing changes: the sweep comes by again. */
    private PrivateLinkConnection inspect(WantedZone wanted) {
        PrivateLinkConnection unchanged =
                wanted.before().with(wanted.holdings(), wanted.before().progress());
        if (setbacks.paused(wanted).isPresent()) {
            return unchanged;
        }
        Outcome<ZoneCondition> outcome =
                zones.inspectZone(wanted.placement(), wanted.reference(), wanted.hostname(), wanted.target());
        return switch (outcome) {
            case Outcome.Done<ZoneCondition> done ->
                switch (done.value()) {
                    case IN_PLACE -> ready(wanted);
                    case CHANGED ->
                        again(wanted, "The private zone for %s was changed, and not by Postern. It is set right.");
                    case GONE ->
                        again(wanted, "The private zone for %s was deleted, and not by Postern. It is made again.");
                };
            case Outcome.Refused<ZoneCondition> refused -> {
                setbacks.note(wanted, refused.refusal());
                yield unchanged;
            }
        };
    }

    private PrivateLinkConnection again(WantedZone wanted, String message) {
        return moves.on(
                wanted.before(),
                wanted.with(wanted.zone().begun()),
                new CreatingDns(Note.of(message.formatted(wanted.hostname()))));
    }

    /** On with the next step, which needs a moment; attempts are counted anew. */
    private PrivateLinkConnection soon(WantedZone wanted, HeldZone zone, String message) {
        return moves.later(
                wanted.before(),
                wanted.with(zone),
                new CreatingDns(Note.of(message.formatted(wanted.hostname()))),
                properties.backoffInitial());
    }
}
