package dev.postern.connections;

import dev.postern.connections.ConnectionState.AwsError;
import dev.postern.connections.ConnectionState.EndpointAcceptance;
import dev.postern.connections.ConnectionState.EndpointDisappeared;
import dev.postern.connections.ConnectionState.EndpointExpired;
import dev.postern.connections.ConnectionState.EndpointPending;
import dev.postern.connections.ConnectionState.EndpointRejected;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.ConnectionState.Ready;
import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.ProvisionedEndpoint;
import dev.postern.connections.spi.ProvisionedEndpoint.Failure;
import dev.postern.connections.spi.Refusal;
import dev.postern.foundation.Hostname;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads a connection's endpoint and says what that makes of the connection. */
@Component
class EndpointObservation {

    private static final Logger log = LoggerFactory.getLogger(EndpointObservation.class);

    private final EndpointProvisioner aws;
    private final Installation installation;
    private final AwsPauses pauses;
    private final ZoneSteps zones;
    private final Moves moves;
    private final ReconcilerProperties properties;

    EndpointObservation(
            EndpointProvisioner aws,
            Installation installation,
            AwsPauses pauses,
            ZoneSteps zones,
            Moves moves,
            ReconcilerProperties properties) {
        this.aws = aws;
        this.installation = installation;
        this.pauses = pauses;
        this.zones = zones;
        this.moves = moves;
        this.properties = properties;
    }

    /** Looks once. Where AWS does not answer nothing changes: the observer of the placement comes by again. */
    PrivateLinkConnection look(PrivateLinkConnection before) {
        Endpoint known = before.holdings().endpoint();
        if (known == null) {
            return before;
        }
        Outcome<Optional<ProvisionedEndpoint>> outcome =
                aws.readEndpoint(before.holdings().requiredPlacement(), before.names(installation.id()), known.id());
        return switch (outcome) {
            case Outcome.Done<Optional<ProvisionedEndpoint>> done ->
                done.value().map(endpoint -> settleTagged(before, endpoint)).orElseGet(() -> missing(before, known));
            case Outcome.Refused<Optional<ProvisionedEndpoint>> refused -> {
                log.info("The endpoint cannot be read: {}", refused.refusal());
                if (refused.refusal().cause() == Refusal.Cause.THROTTLED) {
                    pauses.throttled(before.holdings().requiredPlacement());
                }
                yield retryIfDue(before);
            }
        };
    }

    /** Without its tags no list would tell of the endpoint any more, and no sweep find it. */
    private PrivateLinkConnection settleTagged(PrivateLinkConnection before, ProvisionedEndpoint endpoint) {
        if (endpoint.tagged()) {
            return settle(before, endpoint);
        }
        log.warn("Endpoint {} had lost its tags; they are put back", endpoint.id());
        return switch (aws.tagEndpoint(
                before.holdings().requiredPlacement(), before.names(installation.id()), endpoint)) {
            case Outcome.Done<ProvisionedEndpoint> done -> settle(before, done.value());
            case Outcome.Refused<ProvisionedEndpoint> refused -> {
                log.info("The endpoint cannot be tagged: {}", refused.refusal());
                yield settle(before, endpoint);
            }
        };
    }

    /** What an endpoint in this state makes of its connection. */
    PrivateLinkConnection settle(PrivateLinkConnection before, ProvisionedEndpoint endpoint) {
        Endpoint known = Endpoint.of(endpoint);
        Holdings holdings = before.holdings().withEndpoint(known);
        return switch (EndpointState.of(endpoint.state())) {
            case PENDING_ACCEPTANCE ->
                moves.rest(
                        before,
                        holdings,
                        new EndpointAcceptance(Note.of("Endpoint %s waits to be accepted by the owner of the service."
                                .formatted(known.id()))));
            case PENDING -> moves.rest(before, holdings, pending(known));
            case AVAILABLE -> available(before, holdings, endpoint);
            case REJECTED ->
                moves.rest(
                        before,
                        holdings,
                        new EndpointRejected(Note.of(
                                "Endpoint %s was rejected by the owner of the service.".formatted(known.id()))));
            case EXPIRED ->
                moves.rest(
                        before,
                        holdings,
                        new EndpointExpired(Note.of(
                                "Endpoint %s was not accepted in time and has expired.".formatted(known.id()))));
            case FAILED -> moves.rest(before, holdings, failed(known, endpoint.failure()));
            case DELETING, DELETED -> missing(before, known.in(endpoint.state()));
            case UNKNOWN -> unknown(before, known);
        };
    }

    private PrivateLinkConnection available(
            PrivateLinkConnection before, Holdings holdings, ProvisionedEndpoint endpoint) {
        Hostname hostname = before.intent().hostname();
        if (endpoint.names().isEmpty()
                || (hostname != null && endpoint.aliasTarget().isEmpty())) {
            return moves.again(before, holdings, pending(Endpoint.of(endpoint)));
        }
        return hostname == null
                ? moves.rest(before, holdings, new Ready(Note.of("Endpoint %s is available.".formatted(endpoint.id()))))
                : zones.settle(before, holdings, hostname, endpoint);
    }

    private static EndpointPending pending(Endpoint known) {
        return new EndpointPending(Note.of("AWS brings endpoint %s up.".formatted(known.id())));
    }

    private static AwsError failed(Endpoint known, @Nullable Failure failure) {
        return failure == null
                ? new AwsError(Note.of("AWS says that endpoint %s has failed.".formatted(known.id())))
                : new AwsError(new Note(
                        "AWS says that endpoint %s has failed: %s".formatted(known.id(), failure.message()),
                        failure.code()));
    }

    /** A state that we do not know tells nothing: the connection stays where it was, under the names that it had. */
    private PrivateLinkConnection unknown(PrivateLinkConnection before, Endpoint known) {
        Endpoint earlier = before.holdings().endpoint();
        return earlier == null
                ? moves.rest(before, before.holdings().withEndpoint(known), pending(known))
                : retryIfDue(before.with(before.holdings().withEndpoint(earlier.in(known.state())), before.progress()));
    }

    /** AWS does not know the endpoint, or it is on its way out, and it was not us. */
    private PrivateLinkConnection missing(PrivateLinkConnection before, Endpoint known) {
        return switch (before.state()) {
            case EndpointRejected rejected -> forgotten(before, known);
            case EndpointExpired expired -> forgotten(before, known);
            case ConnectionState.Failed failed -> forgotten(before, known);
            case ConnectionState.Pending pending -> disappeared(before, known);
            case ConnectionState.Provisioning provisioning -> disappeared(before, known);
            case ConnectionState.ActionRequired actionRequired -> disappeared(before, known);
            case ConnectionState.Available available -> disappeared(before, known);
            case ConnectionState.Degraded degraded -> before;
            case ConnectionState.Deleting deleting -> before;
            case ConnectionState.Deleted deleted -> before;
        };
    }

    /** Nobody misses an endpoint that never came to be. */
    private static PrivateLinkConnection forgotten(PrivateLinkConnection before, Endpoint known) {
        return before.with(
                before.holdings().withEndpoint(known.in(EndpointState.DELETED.wireName())), before.progress());
    }

    private PrivateLinkConnection disappeared(PrivateLinkConnection before, Endpoint known) {
        boolean fresh = !EndpointState.of(known.state()).leaving()
                && moves.now().isBefore(before.progress().since().plus(properties.visibilityGrace()));
        return fresh
                ? retryIfDue(before)
                : moves.on(
                        before,
                        before.holdings().nextGeneration(),
                        new EndpointDisappeared(Note.of("Endpoint %s was deleted, and not by Postern. It is made again."
                                .formatted(known.id()))));
    }

    private PrivateLinkConnection retryIfDue(PrivateLinkConnection before) {
        return before.progress().isDue(moves.now())
                ? moves.again(before, before.state().note())
                : before;
    }
}
