package dev.postern.connections;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Which step a connection over AWS PrivateLink takes next. */
@Component
class PrivateLinkSteps {

    private final PlacementChoice placements;
    private final AwsPauses pauses;
    private final ProvisioningSteps provisioning;
    private final EndpointObservation observation;
    private final RemovalSteps removal;
    private final ZoneRemoval zoneRemoval;
    private final Moves moves;

    PrivateLinkSteps(
            PlacementChoice placements,
            AwsPauses pauses,
            ProvisioningSteps provisioning,
            EndpointObservation observation,
            RemovalSteps removal,
            ZoneRemoval zoneRemoval,
            Moves moves) {
        this.placements = placements;
        this.pauses = pauses;
        this.provisioning = provisioning;
        this.observation = observation;
        this.removal = removal;
        this.zoneRemoval = zoneRemoval;
        this.moves = moves;
    }

    /** When to come again, where AWS has asked us to slow down. */
    Optional<Instant> pause(PrivateLinkConnection before) {
        return Optional.ofNullable(before.holdings().placement())
                .flatMap(pauses::until)
                .map(end -> moves.spreadAfter(before, end));
    }

    /** Takes the one step that the state asks for; the answer is what to record, made within the recording transaction. */
    Supplier<? extends Connection> take(PrivateLinkConnection before) {
        return switch (before.state()) {
            case ConnectionState.Queued queued -> () -> place(before);
            case ConnectionState.CreatingPrincipal creating -> done(provisioning.ensurePrincipal(before));
            case ConnectionState.ServiceNameNeeded needed -> done(before);
            case ConnectionState.DiscoveringService discovering -> provisioning.discoverService(before);
            case ConnectionState.ServiceNotVisible invisible -> provisioning.discoverService(before);
            case ConnectionState.CreatingEndpoint creating -> done(provisioning.ensureEndpoint(before));
            case ConnectionState.EndpointPending pending -> done(observation.look(before));
            case ConnectionState.CreatingDns creating -> done(observation.look(before));
            case ConnectionState.DnsConflict conflict -> done(observation.look(before));
            case ConnectionState.EndpointAcceptance acceptance -> done(observation.look(before));
            case ConnectionState.EndpointRejected rejected -> done(observation.look(before));
            case ConnectionState.EndpointExpired expired -> done(observation.look(before));
            case ConnectionState.Ready ready -> done(observation.look(before));
            case ConnectionState.EndpointDisappeared disappeared -> done(provisioning.discoverAgain(before));
            case ConnectionState.OfBastion foreign -> throw foreign.notOf(before.kind());
            case ConnectionState.Failed failed -> done(observation.look(before));
            case ConnectionState.DeletionRequested requested -> done(removal.begin(before));
            case ConnectionState.DeletingEndpoint deleting -> done(removal.deleteEndpoint(before));
            case ConnectionState.DeletingDns deleting -> done(zoneRemoval.delete(before));
            case ConnectionState.DeletingPrincipal deleting -> done(removal.deletePrincipal(before));
            case ConnectionState.Deleted deleted -> done(before);
        };
    }

    private static Supplier<Connection> done(Connection after) {
        return () -> after;
    }

    private PrivateLinkConnection place(PrivateLinkConnection before) {
        return switch (placements.choose(before)) {
            case PlacementChoice.Choice.Chosen chosen -> provisioning.placed(before, chosen.placement());
            case PlacementChoice.Choice.None none -> moves.rest(before, before.holdings(), none.state());
        };
    }
}
