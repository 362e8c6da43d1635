package dev.postern.connections;

import dev.postern.connections.ConnectionState.AwsError;
import dev.postern.connections.ConnectionState.CreatingDns;
import dev.postern.connections.ConnectionState.DnsConflict;
import dev.postern.connections.ConnectionState.NoCapacity;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.spi.Refusal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What becomes of a connection on its way to a hosted zone when Route 53 does not make it. */
@Component
class ZoneSetbacks {

    private static final Logger log = LoggerFactory.getLogger(ZoneSetbacks.class);

    /** What AWS refuses for a reason that we do not know is tried so often (some minutes) before it is given up. */
    private static final int UNKNOWN_ATTEMPTS = 10;

    private final AwsPauses pauses;
    private final Moves moves;

    ZoneSetbacks(AwsPauses pauses, Moves moves) {
        this.pauses = pauses;
        this.moves = moves;
    }

    /** The connection as it waits while Route 53 is not to be asked; empty if nothing keeps us from it. */
    Optional<PrivateLinkConnection> paused(WantedZone wanted) {
        return pauses.untilInDns(wanted.placement())
                .map(end -> moves.waitUntil(wanted.before(), wanted.holdings(), end));
    }

    /** The VPC has a zone of that name. Says nothing of whose. */
    PrivateLinkConnection conflict(WantedZone wanted) {
        return moves.again(
                wanted.before(),
                wanted.holdings(),
                new DnsConflict(Note.of(
                        "The operator's VPC has another private zone for %s, and it can have one of a name only."
                                .formatted(wanted.hostname()))));
    }

    /** For the log, and for everybody else who is about to ask. */
    void note(WantedZone wanted, Refusal refusal) {
        log.info("Route 53 refused: {} {} {}", refusal.cause(), refusal.awsErrorCode(), refusal.detail());
        if (refusal.cause() == Refusal.Cause.THROTTLED) {
            pauses.throttledInDns(wanted.placement());
        }
    }

    PrivateLinkConnection refused(WantedZone wanted, Refusal refusal) {
        note(wanted, refusal);
        String code = refusal.awsErrorCode();
        return switch (refusal.cause()) {
            case THROTTLED -> again(wanted, "AWS asks us to slow down.", code);
            case UNAVAILABLE, NOT_YET_EFFECTIVE -> again(wanted, "AWS does not answer for the moment.", code);
            case QUOTA ->
                rest(
                        wanted,
                        new NoCapacity(new Note(
                                "The operator's AWS account takes no more hosted zones (quota: Hosted zones per account).",
                                code)));
            case DENIED ->
                rest(
                        wanted,
                        new AwsError(
                                new Note("AWS does not allow the operator's own role to make hosted zones.", code)));
            case SERVICE_NOT_VISIBLE, ZONE_NOT_SUPPORTED, GENERATION_USED, UNKNOWN -> unknown(wanted, code);
        };
    }

    private PrivateLinkConnection unknown(WantedZone wanted, @Nullable String errorCode) {
        return wanted.before().progress().attempt() < UNKNOWN_ATTEMPTS
                ? again(wanted, "AWS refused to make the zone.", errorCode)
                : rest(
                        wanted,
                        new AwsError(
                                new Note("AWS refused to make the zone, and repeating has not cured it.", errorCode)));
    }

    private PrivateLinkConnection rest(WantedZone wanted, ConnectionState state) {
        return moves.rest(wanted.before(), wanted.holdings(), state);
    }

    /** What somebody has to do is worth more than that AWS is slow. */
    private PrivateLinkConnection again(WantedZone wanted, String message, @Nullable String errorCode) {
        ConnectionState state = wanted.before().state() instanceof DnsConflict conflict
                ? conflict
                : new CreatingDns(new Note(message + " It is tried again by itself.", errorCode));
        return moves.again(wanted.before(), wanted.holdings(), state);
    }
}
