package dev.postern.connections;

import org.jspecify.annotations.Nullable;

/**
 * The state that a connection is in: one record for each reason, grouped by phase. What holds in a state (a principal,
 * an endpoint) is checked by the table's constraints; what may follow upon it is decided in {@link Connection} and
 * {@link ConnectionReconciler}, by switches that name every state.
 */
sealed interface ConnectionState {

    Note note();

    /**
     * What to say of the state.
     *
     * @param message a sentence or two for people, public
     * @param awsErrorCode the code that AWS refused with; null where it did not
     */
    record Note(String message, @Nullable String awsErrorCode) {

        static Note of(String message) {
            return new Note(message, null);
        }
    }

    /** States that {@code retry} leads out of. */
    sealed interface Retryable extends ConnectionState {}

    /** Nothing has been done yet. */
    sealed interface Pending extends ConnectionState {}

    /** The reconciler has not begun. */
    record Queued(Note note) implements Pending {}

    /** We or AWS are at it. */
    sealed interface Provisioning extends ConnectionState {}

    /** The IAM role is made, or made but not effective yet. */
    record CreatingPrincipal(Note note) implements Provisioning {}

    /** The service is looked for as the principal. */
    record DiscoveringService(Note note) implements Provisioning {}

    /** The endpoint may be there from here on, whether we know it or not. */
    record CreatingEndpoint(Note note) implements Provisioning {}

    /** AWS brings the endpoint up. */
    record EndpointPending(Note note) implements Provisioning {}

    /** The endpoint is available; the hosted zone may be there from here on, whether we know it or not. */
    record CreatingDns(Note note) implements Provisioning {}

    /** Nothing goes on before somebody acts. */
    sealed interface ActionRequired extends ConnectionState {}

    /** The tenant has our principal and owes us the name of the service. */
    record ServiceNameNeeded(Note note) implements ActionRequired {}

    /** A wrong name, or our principal is not allowed yet; looked for again and again. */
    record ServiceNotVisible(Note note) implements ActionRequired {}

    /** The service's owner has to accept the endpoint. */
    record EndpointAcceptance(Note note) implements ActionRequired {}

    /** The service's owner has rejected it. */
    record EndpointRejected(Note note) implements ActionRequired, Retryable {}

    /** Nobody accepted it in time. */
    record EndpointExpired(Note note) implements ActionRequired, Retryable {}

    /** The VPC has a private zone of the hostname that is not ours; tried again and again. */
    record DnsConflict(Note note) implements ActionRequired {}

    /** Clients can be sent there. */
    sealed interface Available extends ConnectionState {}

    /** AWS says that the endpoint is available, and we have its names; in DNS is what is to be there. */
    record Ready(Note note) implements Available {}

    /** It was available. */
    sealed interface Degraded extends ConnectionState {}

    /** The endpoint was deleted behind our back; it is made again. */
    record EndpointDisappeared(Note note) implements Degraded {}

    /** Given up until somebody asks for a retry. */
    sealed interface Failed extends Retryable {}

    /** The service, or we, are not there in a zone that was asked for. */
    record ZoneNotSupported(Note note) implements Failed {}

    /** The operator has no placement in the region any more. */
    record RegionNotServed(Note note) implements Failed {}

    /** A quota of the operator is used up. */
    record NoCapacity(Note note) implements Failed {}

    /** AWS refused in a way that repeating does not cure. */
    record AwsError(Note note) implements Failed {}

    /** Being taken down; never given up. */
    sealed interface Deleting extends ConnectionState {}

    /** The reconciler has not begun. */
    record DeletionRequested(Note note) implements Deleting {}

    /** The endpoint goes. */
    record DeletingEndpoint(Note note) implements Deleting {}

    /** The hosted zone goes. */
    record DeletingDns(Note note) implements Deleting {}

    /** The IAM role goes. */
    record DeletingPrincipal(Note note) implements Deleting {}

    /** A tombstone: nothing is left in AWS. */
    record Deleted(Note note) implements ConnectionState {}

    default String message() {
        return note().message();
    }

    default ConnectionPhase phase() {
        return switch (this) {
            case Pending pending -> ConnectionPhase.PENDING;
            case Provisioning provisioning -> ConnectionPhase.PROVISIONING;
            case ActionRequired actionRequired -> ConnectionPhase.ACTION_REQUIRED;
            case Available available -> ConnectionPhase.AVAILABLE;
            case Degraded degraded -> ConnectionPhase.DEGRADED;
            case Failed failed -> ConnectionPhase.FAILED;
            case Deleting deleting -> ConnectionPhase.DELETING;
            case Deleted deleted -> ConnectionPhase.DELETED;
        };
    }

    default ConnectionReason reason() {
        return switch (this) {
            case Queued queued -> ConnectionReason.QUEUED;
            case CreatingPrincipal creatingPrincipal -> ConnectionReason.CREATING_PRINCIPAL;
            case DiscoveringService discoveringService -> ConnectionReason.DISCOVERING_SERVICE;
            case CreatingEndpoint creatingEndpoint -> ConnectionReason.CREATING_ENDPOINT;
            case EndpointPending endpointPending -> ConnectionReason.ENDPOINT_PENDING;
            case CreatingDns creatingDns -> ConnectionReason.CREATING_DNS;
            case ServiceNameNeeded serviceNameNeeded -> ConnectionReason.SERVICE_NAME_NEEDED;
            case ServiceNotVisible serviceNotVisible -> ConnectionReason.SERVICE_NOT_VISIBLE;
            case EndpointAcceptance endpointAcceptance -> ConnectionReason.ENDPOINT_ACCEPTANCE;
            case EndpointRejected endpointRejected -> ConnectionReason.ENDPOINT_REJECTED;
            case EndpointExpired endpointExpired -> ConnectionReason.ENDPOINT_EXPIRED;
            case DnsConflict dnsConflict -> ConnectionReason.DNS_CONFLICT;
            case Ready ready -> ConnectionReason.READY;
            case EndpointDisappeared endpointDisappeared -> ConnectionReason.ENDPOINT_DISAPPEARED;
            case ZoneNotSupported zoneNotSupported -> ConnectionReason.ZONE_NOT_SUPPORTED;
            case RegionNotServed regionNotServed -> ConnectionReason.REGION_NOT_SERVED;
            case NoCapacity noCapacity -> ConnectionReason.NO_CAPACITY;
            case AwsError awsError -> ConnectionReason.AWS_ERROR;
            case DeletionRequested deletionRequested -> ConnectionReason.REQUESTED;
            case DeletingEndpoint deletingEndpoint -> ConnectionReason.DELETING_ENDPOINT;
            case DeletingDns deletingDns -> ConnectionReason.DELETING_DNS;
            case DeletingPrincipal deletingPrincipal -> ConnectionReason.DELETING_PRINCIPAL;
            case Deleted deleted -> ConnectionReason.REQUESTED;
        };
    }

    /** The state with that name; phase and reason as {@link #phase()} and {@link #reason()} gave them. */
    static ConnectionState of(ConnectionPhase phase, ConnectionReason reason, Note note) {
        return switch (reason) {
            case QUEUED -> new Queued(note);
            case CREATING_PRINCIPAL -> new CreatingPrincipal(note);
            case DISCOVERING_SERVICE -> new DiscoveringService(note);
            case CREATING_ENDPOINT -> new CreatingEndpoint(note);
            case ENDPOINT_PENDING -> new EndpointPending(note);
            case CREATING_DNS -> new CreatingDns(note);
            case SERVICE_NAME_NEEDED -> new ServiceNameNeeded(note);
            case SERVICE_NOT_VISIBLE -> new ServiceNotVisible(note);
            case ENDPOINT_ACCEPTANCE -> new EndpointAcceptance(note);
            case ENDPOINT_REJECTED -> new EndpointRejected(note);
            case ENDPOINT_EXPIRED -> new EndpointExpired(note);
            case DNS_CONFLICT -> new DnsConflict(note);
            case READY -> new Ready(note);
            case ENDPOINT_DISAPPEARED -> new EndpointDisappeared(note);
            case ZONE_NOT_SUPPORTED -> new ZoneNotSupported(note);
            case REGION_NOT_SERVED -> new RegionNotServed(note);
            case NO_CAPACITY -> new NoCapacity(note);
            case AWS_ERROR -> new AwsError(note);
            case REQUESTED -> phase == ConnectionPhase.DELETED ? new Deleted(note) : new DeletionRequested(note);
            case DELETING_ENDPOINT -> new DeletingEndpoint(note);
            case DELETING_DNS -> new DeletingDns(note);
            case DELETING_PRINCIPAL -> new DeletingPrincipal(note);
        };
    }

    /** Who acts next. */
    default WaitingOn waitingOn() {
        return switch (this) {
            case Queued queued -> WaitingOn.POSTERN;
            case CreatingPrincipal creatingPrincipal -> WaitingOn.POSTERN;
            case DiscoveringService discoveringService -> WaitingOn.POSTERN;
            case CreatingEndpoint creatingEndpoint -> WaitingOn.POSTERN;
            case EndpointPending endpointPending -> WaitingOn.AWS;
            case CreatingDns creatingDns -> WaitingOn.AWS;
            case ServiceNameNeeded serviceNameNeeded -> WaitingOn.TENANT;
            case ServiceNotVisible serviceNotVisible -> WaitingOn.TENANT;
            case EndpointAcceptance endpointAcceptance -> WaitingOn.TENANT;
            case EndpointRejected endpointRejected -> WaitingOn.TENANT;
            case EndpointExpired endpointExpired -> WaitingOn.TENANT;
            case DnsConflict dnsConflict -> WaitingOn.OPERATOR;
            case Ready ready -> WaitingOn.NOBODY;
            case EndpointDisappeared endpointDisappeared -> WaitingOn.POSTERN;
            case ZoneNotSupported zoneNotSupported -> WaitingOn.TENANT;
            case RegionNotServed regionNotServed -> WaitingOn.OPERATOR;
            case NoCapacity noCapacity -> WaitingOn.OPERATOR;
            case AwsError awsError -> WaitingOn.OPERATOR;
            case DeletionRequested deletionRequested -> WaitingOn.POSTERN;
            case DeletingEndpoint deletingEndpoint -> WaitingOn.AWS;
            case DeletingDns deletingDns -> WaitingOn.POSTERN;
            case DeletingPrincipal deletingPrincipal -> WaitingOn.POSTERN;
            case Deleted deleted -> WaitingOn.NOBODY;
        };
    }
}
