package dev.postern.connections;

import dev.postern.connections.ConnectionState.AwsError;
import dev.postern.connections.ConnectionState.CreatingDns;
import dev.postern.connections.ConnectionState.DnsConflict;
import dev.postern.connections.ConnectionState.NoCapacity;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.ConnectionState.Ready;
import dev.postern.connections.spi.AliasTarget;
import dev.postern.connections.spi.ChangeProgress;
import dev.postern.connections.spi.EnsuredZone;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ProvisionedEndpoint;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.ZoneCondition;
import dev.postern.connections.spi.ZoneProvisioner;
import dev.postern.connections.spi.ZoneReference;
import dev.postern.foundation.Hostname;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The steps from an endpoint that is available to a hostname that leads to it. Each asks Route 53 for one thing and says
 * what has become of the connection.
 */
@Component
class ZoneSteps {

    private static final Logger log = LoggerFactory.getLogger(ZoneSteps.class);

    /** What AWS refuses for a reason that we do not know is tried so often (some minutes) before it is given up. */
    private static final int UNKNOWN_ATTEMPTS = 10;

    private final ZoneProvisioner zones;
    private final Installation installation;
    private final Moves moves;
    private final ReconcilerProperties properties;

    ZoneSteps(ZoneProvisioner zones, Installation installation, Moves moves, ReconcilerProperties properties) {
        this.zones = zones;
        this.installation = installation;
        this.moves = moves;
        this.properties = properties;
    }

    /** A connection on its way to a zone, with what it holds as of now. */
    private record Wanted(
            Connection before, Holdings holdings, Hostname hostname, AliasTarget target, ZoneReference reference) {

        PlacementId placement() {
            return holdings.requiredPlacement();
        }

        HeldZone zone() {
            return holdings.zone();
        }

        Holdings with(HeldZone held) {
            return holdings.withZone(held);
        }
    }

    /** What an available endpoint makes of a connection that is to have a zone for {@code hostname}. */
    Connection settle(Connection before, Holdings holdings, Hostname hostname, ProvisionedEndpoint endpoint) {
        HeldZone held = holdings.zone();
        HeldZone zone = held.mayExist() ? held : held.begun();
        Wanted wanted = new Wanted(
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
    private Connection begin(Wanted wanted) {
        return moves.on(
                wanted.before(),
                wanted.with(wanted.zone().begun()),
                new CreatingDns(Note.of(
                        "The endpoint is available. Makes the private zone for %s.".formatted(wanted.hostname()))));
    }

    private Connection advance(Wanted wanted) {
        String change = wanted.zone().changeId();
        return change == null ? ensure(wanted) : follow(wanted, change);
    }

    private Connection ensure(Wanted wanted) {
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
                    case EnsuredZone.NameTaken taken -> conflict(wanted);
                    case EnsuredZone.ReferenceUsed used ->
                        soon(wanted, wanted.zone().next(), "The private zone for %s is gone. It is made again.");
                };
            case Outcome.Refused<EnsuredZone> refused -> refused(wanted, refused.refusal());
        };
    }

    /** Says nothing of whose the other zone is. */
    private Connection conflict(Wanted wanted) {
        return moves.again(
                wanted.before(),
                wanted.holdings(),
                new DnsConflict(Note.of(
                        "The operator's VPC has another private zone for %s, and it can have one of a name only."
                                .formatted(wanted.hostname()))));
    }

    private Connection follow(Wanted wanted, String changeId) {
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
            case Outcome.Refused<ChangeProgress> refused -> refused(wanted, refused.refusal());
        };
    }

    private Connection ready(Wanted wanted) {
        return moves.rest(
                wanted.before(),
                wanted.with(wanted.zone().settled()),
                new Ready(Note.of("The endpoint is available, and %s leads to it.".formatted(wanted.hostname()))));
    }

    /** A look at what was ready. Where AWS does not answer nothing changes. */
    private Connection inspect(Wanted wanted) {
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
                log.info("The hosted zone cannot be read: {}", refused.refusal());
                yield wanted.before().with(wanted.holdings(), wanted.before().progress());
            }
        };
    }

    private Connection again(Wanted wanted, String message) {
        return moves.on(
                wanted.before(),
                wanted.with(wanted.zone().begun()),
                new CreatingDns(Note.of(message.formatted(wanted.hostname()))));
    }

    /** On with the next step, which needs a moment; attempts are counted anew. */
    private Connection soon(Wanted wanted, HeldZone zone, String message) {
        return moves.later(
                wanted.before(),
                wanted.with(zone),
                new CreatingDns(Note.of(message.formatted(wanted.hostname()))),
                properties.backoffInitial());
    }

    private Connection refused(Wanted wanted, Refusal refusal) {
        log.info("Route 53 refused: {} {} {}", refusal.cause(), refusal.awsErrorCode(), refusal.detail());
        String code = refusal.awsErrorCode();
        Connection before = wanted.before();
        return switch (refusal.cause()) {
            case THROTTLED -> wait(wanted, "AWS asks us to slow down.", code);
            case UNAVAILABLE, NOT_YET_EFFECTIVE -> wait(wanted, "AWS does not answer for the moment.", code);
            case QUOTA ->
                moves.rest(
                        before,
                        wanted.holdings(),
                        new NoCapacity(new Note(
                                "The operator's AWS account has no room for another hosted zone (quota: hosted zones an "
                                        + "account).",
                                code)));
            case DENIED ->
                moves.rest(
                        before,
                        wanted.holdings(),
                        new AwsError(
                                new Note("AWS does not allow the operator's own role to make hosted zones.", code)));
            case SERVICE_NOT_VISIBLE, ZONE_NOT_SUPPORTED, UNKNOWN ->
                before.progress().attempt() < UNKNOWN_ATTEMPTS
                        ? wait(wanted, "AWS refused to make the zone.", code)
                        : moves.rest(
                                before,
                                wanted.holdings(),
                                new AwsError(new Note(
                                        "AWS refused to make the zone, and repeating has not cured it.", code)));
        };
    }

    /** What somebody has to do is worth more than that AWS is slow. */
    private Connection wait(Wanted wanted, String message, @Nullable String errorCode) {
        ConnectionState state = wanted.before().state() instanceof DnsConflict conflict
                ? conflict
                : new CreatingDns(new Note(message + " It is tried again by itself.", errorCode));
        return moves.again(wanted.before(), wanted.holdings(), state);
    }
}
