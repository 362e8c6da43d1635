package dev.postern.connections;

import dev.postern.connections.ConnectionState.AwsError;
import dev.postern.connections.ConnectionState.CreatingEndpoint;
import dev.postern.connections.ConnectionState.CreatingPrincipal;
import dev.postern.connections.ConnectionState.DiscoveringService;
import dev.postern.connections.ConnectionState.NoCapacity;
import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.ConnectionState.ServiceNameNeeded;
import dev.postern.connections.ConnectionState.ServiceNotVisible;
import dev.postern.connections.ConnectionState.ZoneNotSupported;
import dev.postern.connections.spi.DiscoveredService;
import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Principal;
import dev.postern.connections.spi.ProvisionedEndpoint;
import dev.postern.connections.spi.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps from a placement to an endpoint. Each calls AWS once and says what has become of the connection. */
@Component
class ProvisioningSteps {

    private static final Logger log = LoggerFactory.getLogger(ProvisioningSteps.class);

    /** A principal is effective within half a minute; after so many attempts (some minutes) something else is wrong. */
    private static final int PRINCIPAL_ATTEMPTS = 10;

    private final EndpointProvisioner aws;
    private final Installation installation;
    private final EndpointObservation observation;
    private final PlacementChoice placements;
    private final ConnectionDirectory directory;
    private final AwsPauses pauses;
    private final Moves moves;

    ProvisioningSteps(
            EndpointProvisioner aws,
            Installation installation,
            EndpointObservation observation,
            PlacementChoice placements,
            ConnectionDirectory directory,
            AwsPauses pauses,
            Moves moves) {
        this.directory = directory;
        this.aws = aws;
        this.installation = installation;
        this.observation = observation;
        this.placements = placements;
        this.pauses = pauses;
        this.moves = moves;
    }

    PrivateLinkConnection placed(PrivateLinkConnection before, PlacementId placement) {
        return moves.on(
                before,
                before.holdings().placedIn(placement),
                new CreatingPrincipal(Note.of("Makes the IAM role that is this connection's own.")));
    }

    PrivateLinkConnection ensurePrincipal(PrivateLinkConnection before) {
        Outcome<Principal> outcome =
                aws.ensurePrincipal(before.holdings().requiredPlacement(), before.names(installation.id()));
        return switch (outcome) {
            case Outcome.Done<Principal> done -> principalEnsured(before, done.value());
            case Outcome.Refused<Principal> refused -> refused(before, refused.refusal());
        };
    }

    private PrivateLinkConnection principalEnsured(PrivateLinkConnection before, Principal principal) {
        Holdings holdings = before.holdings().withPrincipal(principal.arn());
        if (!principal.effective()) {
            return principalAgain(before, holdings, null);
        }
        return before.intent().serviceName() == null
                ? moves.rest(
                        before,
                        holdings,
                        new ServiceNameNeeded(Note.of("The principal is there. The name of the service is missing.")))
                : moves.onCounting(before, holdings, discovering());
    }

    /** Empty if it was there after all, or AWS did not make it: the next sweep tries again. */
    Optional<PrivateLinkConnection> restorePrincipal(PrivateLinkConnection before) {
        Outcome<Principal> outcome =
                aws.ensurePrincipal(before.holdings().requiredPlacement(), before.names(installation.id()));
        return switch (outcome) {
            case Outcome.Done<Principal> done ->
                Optional.of(done.value())
                        .filter(Principal::made)
                        .map(principal ->
                                before.with(before.holdings().withPrincipal(principal.arn()), before.progress()));
            case Outcome.Refused<Principal> refused -> {
                log.warn("The IAM role cannot be made again: {}", refused.refusal());
                yield Optional.empty();
            }
        };
    }

    private PrivateLinkConnection principalAgain(
            PrivateLinkConnection before, Holdings holdings, @Nullable String errorCode) {
        PrivateLinkConnection counted =
                waitsForPrincipal(before) ? before : before.with(before.holdings(), afresh(before));
        return counted.progress().attempt() < PRINCIPAL_ATTEMPTS
                ? moves.again(
                        counted,
                        holdings,
                        new CreatingPrincipal(new Note(
                                "The IAM role is made, but not effective yet. AWS takes up to half a minute for that.",
                                errorCode)))
                : moves.rest(
                        before,
                        holdings,
                        new AwsError(new Note("The IAM role is made, but AWS does not let us use it.", errorCode)));
    }

    /**
     * Whether the attempts so far were for the principal to become effective. They were for something else if it was made
     * only now, or had been effective before somebody deleted it.
     */
    private static boolean waitsForPrincipal(PrivateLinkConnection before) {
        boolean onItsWay = before.state() instanceof CreatingPrincipal || before.state() instanceof DiscoveringService;
        return onItsWay && before.holdings().principal() != null;
    }

    private static Progress afresh(PrivateLinkConnection before) {
        Progress progress = before.progress();
        return new Progress(progress.state(), progress.since(), 0, progress.nextStepAt());
    }

    /** What the answer makes of the connection; to be called within the transaction that records it. */
    Supplier<PrivateLinkConnection> discoverService(PrivateLinkConnection before) {
        Outcome<DiscoveredService> outcome = aws.discoverService(
                before.holdings().requiredPlacement(),
                before.names(installation.id()),
                before.intent().service());
        return switch (outcome) {
            case Outcome.Done<DiscoveredService> done -> () -> serviceDiscovered(before, done.value());
            case Outcome.Refused<DiscoveredService> refused -> {
                PrivateLinkConnection after = refused(before, refused.refusal());
                yield () -> after;
            }
        };
    }

    private PrivateLinkConnection serviceDiscovered(PrivateLinkConnection before, DiscoveredService service) {
        PrivateLinkIntent intent = before.intent();
        List<String> missing = intent.availabilityZones().stream()
                .filter(zone -> !service.zones().contains(zone))
                .toList();
        if (!missing.isEmpty() && !intent.crossRegion()) {
            return moves.rest(
                    before,
                    before.holdings(),
                    new ZoneNotSupported(Note.of("The service is not in %s. It is in %s."
                            .formatted(String.join(", ", missing), String.join(", ", service.zones())))));
        }
        return switch (placements.reserve(before)) {
            // Whoever reserves a place does so alone: of two that found the service one sees the other's claim.
            case PlacementChoice.Choice.Chosen chosen when isTaken(before) -> serviceTaken(before);
            case PlacementChoice.Choice.Chosen chosen ->
                moves.on(
                        before,
                        before.holdings().withService(true).reserved(chosen.placement(), installation.nextEpoch()),
                        new CreatingEndpoint(Note.of("The service was found. Makes the endpoint.")));
            case PlacementChoice.Choice.None none -> moves.rest(before, before.holdings(), none.state());
        };
    }

    private boolean isTaken(PrivateLinkConnection before) {
        return directory.claimant(before.intent().service().name(), before.id()).isPresent();
    }

    /** The service was found, but another connection has it. Says nothing of whose that is. */
    PrivateLinkConnection serviceTaken(PrivateLinkConnection before) {
        return moves.again(
                before,
                before.holdings(),
                new ServiceNotVisible(
                        Note.of("This endpoint service cannot be used. Check its name, or ask the operator.")));
    }

    PrivateLinkConnection ensureEndpoint(PrivateLinkConnection before) {
        Outcome<ProvisionedEndpoint> outcome = aws.ensureEndpoint(
                before.holdings().requiredPlacement(),
                before.names(installation.id()),
                before.intent().service(),
                before.intent().availabilityZones());
        return switch (outcome) {
            case Outcome.Done<ProvisionedEndpoint> done -> observation.settle(before, done.value());
            case Outcome.Refused<ProvisionedEndpoint> refused -> refused(before, refused.refusal());
        };
    }

    PrivateLinkConnection discoverAgain(PrivateLinkConnection before) {
        return moves.on(before, before.holdings(), discovering());
    }

    private static DiscoveringService discovering() {
        return new DiscoveringService(Note.of("Looks for the endpoint service as the connection's principal."));
    }

    private PrivateLinkConnection refused(PrivateLinkConnection before, Refusal refusal) {
        log.info(
                "AWS refused in {}: {} {} {}",
                before.state().reason(),
                refusal.cause(),
                refusal.awsErrorCode(),
                refusal.detail());
        String code = refusal.awsErrorCode();
        Holdings holdings = before.holdings();
        return switch (refusal.cause()) {
            case NOT_YET_EFFECTIVE -> principalAgain(before, holdings, code);
            case SERVICE_NOT_VISIBLE ->
                moves.again(
                        before,
                        holdings.withService(false),
                        new ServiceNotVisible(new Note(
                                "AWS knows no such service, or its allowed principals do not name ours: it gives "
                                        + "one answer for both.",
                                code)));
            case ZONE_NOT_SUPPORTED ->
                moves.rest(
                        before,
                        holdings,
                        new ZoneNotSupported(new Note(
                                "The service is not in all of %s."
                                        .formatted(String.join(
                                                ", ", before.intent().availabilityZones())),
                                code)));
            case QUOTA ->
                moves.rest(
                        before,
                        holdings,
                        new NoCapacity(new Note(
                                "The operator has no room left in %s (quota: %s)."
                                        .formatted(before.intent().region(), quota(before)),
                                code)));
            case GENERATION_USED ->
                moves.again(
                        before,
                        holdings.nextGeneration(),
                        new DiscoveringService(new Note(
                                "There was another endpoint of this generation already. Asks for one of the next.",
                                code)));
            case THROTTLED -> throttled(before, waitNote(before, "AWS asks us to slow down.", code));
            case UNAVAILABLE -> moves.again(before, waitNote(before, "AWS does not answer for the moment.", code));
            case DENIED ->
                moves.rest(
                        before,
                        holdings,
                        new AwsError(new Note("AWS does not allow the operator's own role to do this.", code)));
            case UNKNOWN ->
                moves.rest(
                        before, holdings, new AwsError(new Note("AWS refused, and repeating will not cure it.", code)));
        };
    }

    /** That AWS has too much to do is no attempt: it says nothing about what was asked for. */
    private PrivateLinkConnection throttled(PrivateLinkConnection before, Note note) {
        PlacementId placement = before.holdings().requiredPlacement();
        pauses.throttled(placement);
        return moves.waitUntil(before, note, pauses.until(placement).orElseGet(moves::now));
    }

    private static String quota(PrivateLinkConnection before) {
        return before.state() instanceof CreatingPrincipal ? PlacementChoice.ROLES : PlacementChoice.ENDPOINTS;
    }

    /** What the tenant has to do is worth more than that AWS is slow. */
    private static Note waitNote(PrivateLinkConnection before, String message, @Nullable String errorCode) {
        return before.state() instanceof ConnectionState.ActionRequired
                ? before.state().note()
                : new Note(message + " It is tried again by itself.", errorCode);
    }
}
