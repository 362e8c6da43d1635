package dev.postern.connections;

import dev.postern.connections.ConnectionState.Note;
import dev.postern.connections.ConnectionState.Retryable;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.foundation.TenantId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A connection over AWS PrivateLink. */
record PrivateLinkConnection(
        TenantId tenantId,
        ConnectionId id,
        String name,
        PrivateLinkIntent intent,
        Holdings holdings,
        Progress progress,
        long version,
        long revision,
        Instant createdAt,
        Instant updatedAt)
        implements Connection {

    static PrivateLinkConnection create(
            TenantId tenantId, ConnectionId id, String name, PrivateLinkIntent intent, Instant now) {
        ConnectionState queued = new ConnectionState.Queued(Note.of("Waits for its turn."));
        return new PrivateLinkConnection(
                tenantId, id, name, intent, Holdings.NONE, Progress.due(queued, now), 1, 1, now, now);
    }

    @Override
    public ConnectionKind kind() {
        return ConnectionKind.AWS_PRIVATELINK;
    }

    /**
     * Whether clients can be sent there, by the endpoint's own names: what is still missing in DNS keeps nobody who
     * follows a mapping.
     */
    @Override
    public boolean available() {
        return state() instanceof ConnectionState.Available
                || state() instanceof ConnectionState.CreatingDns
                || state() instanceof ConnectionState.DnsConflict
                || (state() instanceof ConnectionState.Failed && lacksOnlyItsZone());
    }

    /** Whether there is an endpoint to which only the hostname does not lead yet. */
    boolean lacksOnlyItsZone() {
        Endpoint endpoint = holdings.endpoint();
        return !(state() instanceof ConnectionState.Available)
                && holdings.zone().mayExist()
                && endpoint != null
                && endpoint.available();
    }

    ResourceNames names(String installation) {
        return new ResourceNames(
                installation,
                tenantId,
                id.value(),
                holdings.generation(),
                holdings.epoch() == null ? 0 : holdings.epoch());
    }

    /** Whether service and zones can still be changed: only as long as no endpoint can have been made for them. */
    boolean targetOpen() {
        return switch (state()) {
            case ConnectionState.Queued queued -> true;
            case ConnectionState.CreatingPrincipal creatingPrincipal -> true;
            case ConnectionState.ServiceNameNeeded serviceNameNeeded -> true;
            case ConnectionState.DiscoveringService discoveringService -> true;
            case ConnectionState.ServiceNotVisible serviceNotVisible -> true;
            case ConnectionState.Failed failed -> holdings.endpoint() == null;
            case ConnectionState.CreatingEndpoint creatingEndpoint -> false;
            case ConnectionState.EndpointPending endpointPending -> false;
            case ConnectionState.EndpointAcceptance endpointAcceptance -> false;
            case ConnectionState.EndpointRejected endpointRejected -> false;
            case ConnectionState.EndpointExpired endpointExpired -> false;
            case ConnectionState.CreatingDns creatingDns -> false;
            case ConnectionState.DnsConflict dnsConflict -> false;
            case ConnectionState.Available available -> false;
            case ConnectionState.Degraded degraded -> false;
            case ConnectionState.Deleting deleting -> false;
            case ConnectionState.Deleted deleted -> false;
            case ConnectionState.OfBastion foreign -> throw foreign.notOf(kind());
        };
    }

    @Override
    public Set<ConnectionAction> allowedActions() {
        Set<ConnectionAction> actions = EnumSet.noneOf(ConnectionAction.class);
        if (live()) {
            actions.add(ConnectionAction.RENAME);
            actions.add(ConnectionAction.DELETE);
        }
        if (targetOpen()) {
            actions.add(ConnectionAction.CHANGE_TARGET);
        }
        if (state() instanceof Retryable) {
            actions.add(ConnectionAction.RETRY);
        }
        return actions;
    }

    PrivateLinkConnection renamed(String newName) {
        return new PrivateLinkConnection(
                tenantId, id, newName, intent, holdings, progress, version + 1, revision, createdAt, updatedAt);
    }

    /** Another service or other zones: everything from the queue on begins anew. Only while {@link #targetOpen()}. */
    PrivateLinkConnection retargeted(String newName, PrivateLinkIntent newIntent, Instant now) {
        ConnectionState queued = new ConnectionState.Queued(Note.of("Was changed, and waits for its turn."));
        return new PrivateLinkConnection(
                tenantId,
                id,
                newName,
                newIntent,
                holdings.nextGeneration().withService(false),
                Progress.due(queued, now),
                version + 1,
                revision,
                createdAt,
                updatedAt);
    }

    /**
     * From a state that somebody can ask to leave, back to the queue; an endpoint that was there is made again. Where only
     * the hosted zone is missing, the endpoint stays and only that is tried again.
     */
    @Override
    public PrivateLinkConnection retried(Retryable from, Instant now) {
        if (lacksOnlyItsZone()) {
            ConnectionState dns = new ConnectionState.CreatingDns(
                    Note.of("Tried again after %s. The endpoint is available.".formatted(from.reason())));
            return with(holdings.withZone(holdings.zone().settled()), Progress.due(dns, now));
        }
        ConnectionState queued = new ConnectionState.Queued(
                Note.of("Tried again after %s; waits for its turn.".formatted(from.reason())));
        return with(holdings.nextGeneration(), Progress.due(queued, now));
    }

    @Override
    public PrivateLinkConnection deletionRequested(Instant now) {
        if (!live()) {
            return this;
        }
        ConnectionState requested =
                new ConnectionState.DeletionRequested(Note.of("Is to be deleted, and waits for its turn."));
        return new PrivateLinkConnection(
                tenantId,
                id,
                name,
                intent,
                holdings.withService(false),
                Progress.due(requested, now),
                version + 1,
                revision,
                createdAt,
                updatedAt);
    }

    PrivateLinkConnection with(Holdings newHoldings, Progress newProgress) {
        return new PrivateLinkConnection(
                tenantId, id, name, intent, newHoldings, newProgress, version, revision, createdAt, updatedAt);
    }

    @Override
    public PrivateLinkConnection saved(long newRevision, Instant when) {
        return new PrivateLinkConnection(
                tenantId, id, name, intent, holdings, progress, version, newRevision, createdAt, when);
    }

    @Override
    public boolean holdsTheSameAs(Connection other) {
        return other instanceof PrivateLinkConnection privateLink && holdings.equals(privateLink.holdings());
    }

    @Override
    public ConnectionEndpoint endpoint() {
        Endpoint endpoint = holdings.endpoint();
        return new ConnectionEndpoint(
                id,
                name,
                ConnectionKind.AWS_PRIVATELINK,
                available(),
                intent.crossRegion(),
                intent.availabilityZones(),
                endpoint == null ? List.of() : endpoint.dnsNames());
    }
}
