package dev.postern.connections;

import dev.postern.connections.ConnectionState.Deleted;
import dev.postern.connections.ConnectionState.DeletingDns;
import dev.postern.connections.ConnectionState.DeletingEndpoint;
import dev.postern.connections.ConnectionState.DeletingPrincipal;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Removal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps from a request for deletion to a tombstone. Never given up: what AWS refuses is asked for again. */
@Component
class RemovalSteps {

    private static final Logger log = LoggerFactory.getLogger(RemovalSteps.class);

    private final EndpointProvisioner aws;
    private final Installation installation;
    private final AwsPauses pauses;
    private final Moves moves;
    private final ReconcilerProperties properties;

    RemovalSteps(
            EndpointProvisioner aws,
            Installation installation,
            AwsPauses pauses,
            Moves moves,
            ReconcilerProperties properties) {
        this.aws = aws;
        this.installation = installation;
        this.pauses = pauses;
        this.moves = moves;
        this.properties = properties;
    }

    /** Without a placement nothing was ever made. */
    PrivateLinkConnection begin(PrivateLinkConnection before) {
        return before.holdings().placement() == null
                ? deleted(before)
                : moves.on(before, before.holdings(), new DeletingEndpoint(Note.of("Deletes the endpoint.")));
    }

    PrivateLinkConnection deleteEndpoint(PrivateLinkConnection before) {
        PlacementId placement = before.holdings().requiredPlacement();
        Endpoint known = before.holdings().endpoint();
        Outcome<Removal> outcome =
                aws.deleteEndpoint(placement, before.names(installation.id()), known == null ? null : known.id());
        return switch (outcome) {
            case Outcome.Done<Removal> done ->
                switch (done.value()) {
                    case GONE -> credible(before) ? endpointGone(before) : notCredibleYet(before);
                    case UNDER_WAY -> underWay(before);
                };
            case Outcome.Refused<Removal> refused -> refused(before, refused.refusal());
        };
    }

    /**
     * AWS may not tell yet of an endpoint that was asked for a moment ago: that there is none is believed once one was
     * seen on its way out, or some time has passed.
     */
    private boolean credible(PrivateLinkConnection before) {
        return !before.holdings().endpointMayAppear()
                || !moves.now().isBefore(before.progress().since().plus(properties.visibilityGrace()));
    }

    private PrivateLinkConnection notCredibleYet(PrivateLinkConnection before) {
        return moves.later(
                before,
                before.holdings(),
                new DeletingEndpoint(Note.of("AWS knows of no endpoint. Looks once more in a while, for one that was "
                        + "asked for just before.")),
                properties.deletionInterval());
    }

    private PrivateLinkConnection endpointGone(PrivateLinkConnection before) {
        return moves.on(
                before,
                before.holdings().withoutEndpoint(),
                before.holdings().zone().mayExist()
                        ? new DeletingDns(Note.of("The endpoint is gone. Deletes the hosted zone."))
                        : new DeletingPrincipal(Note.of("The endpoint is gone. Deletes the IAM role.")));
    }

    private PrivateLinkConnection underWay(PrivateLinkConnection before) {
        Endpoint known = before.holdings().endpoint();
        Holdings holdings = known == null
                ? before.holdings()
                : before.holdings().withEndpoint(known.in(EndpointState.DELETING.wireName()));
        return moves.later(
                before,
                holdings,
                new DeletingEndpoint(Note.of("AWS deletes the endpoint. That takes some minutes.")),
                properties.deletionInterval());
    }

    PrivateLinkConnection deletePrincipal(PrivateLinkConnection before) {
        Outcome<Removal> outcome =
                aws.deletePrincipal(before.holdings().requiredPlacement(), before.names(installation.id()));
        return switch (outcome) {
            case Outcome.Done<Removal> done ->
                switch (done.value()) {
                    case GONE -> deleted(before);
                    case UNDER_WAY ->
                        moves.later(before, before.holdings(), before.state(), properties.deletionInterval());
                };
            case Outcome.Refused<Removal> refused -> refused(before, refused.refusal());
        };
    }

    private PrivateLinkConnection deleted(PrivateLinkConnection before) {
        return moves.rest(
                before,
                before.holdings().withPrincipal(null),
                new Deleted(Note.of("Deleted. Nothing is left in AWS.")));
    }

    private PrivateLinkConnection refused(PrivateLinkConnection before, Refusal refusal) {
        log.warn("AWS refused in {}: {}", before.state().reason(), refusal);
        if (refusal.cause() == Refusal.Cause.THROTTLED) {
            pauses.throttled(before.holdings().requiredPlacement());
        }
        return moves.again(
                before, new Note("AWS did not delete it yet. It is tried again by itself.", refusal.awsErrorCode()));
    }
}
