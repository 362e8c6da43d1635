package dev.postern.connections;

import org.jspecify.annotations.Nullable;

/**
 * The state that a connection is in: one record for each reason, grouped by phase. What holds in a state (a principal,
 * an endpoint) is checked by the table's constraints; what may follow upon it is decided in the kinds of
 * {@link Connection} and their steps, by switches that name every state.
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

    /** States of connections over AWS PrivateLink alone. */
    sealed interface OfPrivateLink extends ConnectionState {}

    /** States of connections over an SSH bastion alone. */
    sealed interface OfBastion extends ConnectionState {}

    /** Nothing has been done yet. */
    sealed interface Pending extends ConnectionState {}

    /** The reconciler has not begun. */
    record Queued(Note note) implements Pending {}

    /** We or AWS are at it. */
    sealed interface Provisioning extends ConnectionState {}

    /** The IAM role is made, or made but not effective yet. */
    record CreatingPrincipal(Note note) implements Provisioning, OfPrivateLink {}

    /** The service is looked for as the principal. */
    record DiscoveringService(Note note) implements Provisioning, OfPrivateLink {}

    /** The endpoint may be there from here on, whether we know it or not. */
    record CreatingEndpoint(Note note) implements Provisioning, OfPrivateLink {}

    /** AWS brings the endpoint up. */
    record EndpointPending(Note note) implements Provisioning, OfPrivateLink {}

    /** The endpoint is available; the hosted zone may be there from here on, whether we know it or not. */
    record CreatingDns(Note note) implements Provisioning, OfPrivateLink {}

    /** The bastion is being contacted: for its host key first, then to log in. */
    record ConnectingBastion(Note note) implements Provisioning, OfBastion {}

    /** Nothing goes on before somebody acts. */
    sealed interface ActionRequired extends ConnectionState {}

    /** The tenant has our principal and owes us the name of the service. */
    record ServiceNameNeeded(Note note) implements ActionRequired, OfPrivateLink {}

    /** A wrong name, or our principal is not allowed yet; looked for again and again. */
    record ServiceNotVisible(Note note) implements ActionRequired, OfPrivateLink {}

    /** The service's owner has to accept the endpoint. */
    record EndpointAcceptance(Note note) implements ActionRequired, OfPrivateLink {}

    /** The service's owner has rejected it. */
    record EndpointRejected(Note note) implements ActionRequired, Retryable, OfPrivateLink {}

    /** Nobody accepted it in time. */
    record EndpointExpired(Note note) implements ActionRequired, Retryable, OfPrivateLink {}

    /** The VPC has a private zone of the hostname that is not ours; tried again and again. */
    record DnsConflict(Note note) implements ActionRequired, OfPrivateLink {}

    /** The bastion has shown its host key, which somebody has to approve. */
    record HostKeyApproval(Note note) implements ActionRequired, OfBastion {}

    /** It shows another host key than the approved one: nothing is sent to it. */
    record HostKeyChanged(Note note) implements ActionRequired, OfBastion {}

    /** It lets none of our keys in; tried again and again. */
    record PublicKeyNotInstalled(Note note) implements ActionRequired, OfBastion {}

    /** It lets us in, and does not forward to a broker; tried again and again. */
    record ForwardingDenied(Note note) implements ActionRequired, OfBastion {}

    /** Clients can be sent there. */
    sealed interface Available extends ConnectionState {}

    /** AWS says that the endpoint is available, and we have its names; in DNS is what is to be there. */
    record Ready(Note note) implements Available {}

    /** It was available. */
    sealed interface Degraded extends ConnectionState {}

    /** The endpoint was deleted behind our back; it is made again. */
    record EndpointDisappeared(Note note) implements Degraded, OfPrivateLink {}

    /** The bastion's name has no address. */
    record NameNotResolved(Note note) implements Degraded, OfBastion {}

    /** Nobody listens at the bastion's port. */
    record TcpRefused(Note note) implements Degraded, OfBastion {}

    /** Nothing answers at the bastion's address. */
    record TcpTimeout(Note note) implements Degraded, OfBastion {}

    /** Somebody answers, but does not speak SSH as we do, or not to an end. */
    record BastionUnreachable(Note note) implements Degraded, OfBastion {}

    /** Given up until somebody asks for a retry. */
    sealed interface Failed extends Retryable {}

    /** The service, or we, are not there in a zone that was asked for. */
    record ZoneNotSupported(Note note) implements Failed, OfPrivateLink {}

    /** The operator has no placement in the region any more. */
    record RegionNotServed(Note note) implements Failed, OfPrivateLink {}

    /** A quota of the operator is used up. */
    record NoCapacity(Note note) implements Failed, OfPrivateLink {}

    /** AWS refused in a way that repeating does not cure. */
    record AwsError(Note note) implements Failed, OfPrivateLink {}

    /** The bastion is where this installation does not connect to. */
    record AddressForbidden(Note note) implements Failed, OfBastion {}

    /** Being taken down; never given up. */
    sealed interface Deleting extends ConnectionState {}

    /** The reconciler has not begun. */
    record DeletionRequested(Note note) implements Deleting {}

    /** The endpoint goes. */
    record DeletingEndpoint(Note note) implements Deleting, OfPrivateLink {}

    /** The hosted zone goes. */
    record DeletingDns(Note note) implements Deleting, OfPrivateLink {}

    /** The IAM role goes. */
    record DeletingPrincipal(Note note) implements Deleting, OfPrivateLink {}

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
            case ConnectingBastion connecting -> ConnectionReason.CONNECTING_BASTION;
            case ServiceNameNeeded serviceNameNeeded -> ConnectionReason.SERVICE_NAME_NEEDED;
            case ServiceNotVisible serviceNotVisible -> ConnectionReason.SERVICE_NOT_VISIBLE;
            case EndpointAcceptance endpointAcceptance -> ConnectionReason.ENDPOINT_ACCEPTANCE;
            case EndpointRejected endpointRejected -> ConnectionReason.ENDPOINT_REJECTED;
            case EndpointExpired endpointExpired -> ConnectionReason.ENDPOINT_EXPIRED;
            case DnsConflict dnsConflict -> ConnectionReason.DNS_CONFLICT;
            case HostKeyApproval approval -> ConnectionReason.HOST_KEY_APPROVAL;
            case HostKeyChanged changed -> ConnectionReason.HOST_KEY_CHANGED;
            case PublicKeyNotInstalled notInstalled -> ConnectionReason.PUBLIC_KEY_NOT_INSTALLED;
            case ForwardingDenied denied -> ConnectionReason.FORWARDING_DENIED;
            case Ready ready -> ConnectionReason.READY;
            case EndpointDisappeared endpointDisappeared -> ConnectionReason.ENDPOINT_DISAPPEARED;
            case NameNotResolved notResolved -> ConnectionReason.NAME_NOT_RESOLVED;
            case TcpRefused tcpRefused -> ConnectionReason.TCP_REFUSED;
            case TcpTimeout tcpTimeout -> ConnectionReason.TCP_TIMEOUT;
            case BastionUnreachable unreachable -> ConnectionReason.BASTION_UNREACHABLE;
            case ZoneNotSupported zoneNotSupported -> ConnectionReason.ZONE_NOT_SUPPORTED;
            case RegionNotServed regionNotServed -> ConnectionReason.REGION_NOT_SERVED;
            case NoCapacity noCapacity -> ConnectionReason.NO_CAPACITY;
            case AwsError awsError -> ConnectionReason.AWS_ERROR;
            case AddressForbidden forbidden -> ConnectionReason.ADDRESS_FORBIDDEN;
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
            case CONNECTING_BASTION -> new ConnectingBastion(note);
            case SERVICE_NAME_NEEDED -> new ServiceNameNeeded(note);
            case SERVICE_NOT_VISIBLE -> new ServiceNotVisible(note);
            case ENDPOINT_ACCEPTANCE -> new EndpointAcceptance(note);
            case ENDPOINT_REJECTED -> new EndpointRejected(note);
            case ENDPOINT_EXPIRED -> new EndpointExpired(note);
            case DNS_CONFLICT -> new DnsConflict(note);
            case HOST_KEY_APPROVAL -> new HostKeyApproval(note);
            case HOST_KEY_CHANGED -> new HostKeyChanged(note);
            case PUBLIC_KEY_NOT_INSTALLED -> new PublicKeyNotInstalled(note);
            case FORWARDING_DENIED -> new ForwardingDenied(note);
            case READY -> new Ready(note);
            case ENDPOINT_DISAPPEARED -> new EndpointDisappeared(note);
            case NAME_NOT_RESOLVED -> new NameNotResolved(note);
            case TCP_REFUSED -> new TcpRefused(note);
            case TCP_TIMEOUT -> new TcpTimeout(note);
            case BASTION_UNREACHABLE -> new BastionUnreachable(note);
            case ZONE_NOT_SUPPORTED -> new ZoneNotSupported(note);
            case REGION_NOT_SERVED -> new RegionNotServed(note);
            case NO_CAPACITY -> new NoCapacity(note);
            case AWS_ERROR -> new AwsError(note);
            case ADDRESS_FORBIDDEN -> new AddressForbidden(note);
            case REQUESTED -> phase == ConnectionPhase.DELETED ? new Deleted(note) : new DeletionRequested(note);
            case DELETING_ENDPOINT -> new DeletingEndpoint(note);
            case DELETING_DNS -> new DeletingDns(note);
            case DELETING_PRINCIPAL -> new DeletingPrincipal(note);
        };
    }

    /** What to throw where a connection of {@code kind} is in a state that none of its kind can be in. */
    default IllegalStateException notOf(ConnectionKind kind) {
        return new IllegalStateException("no %s connection can be %s".formatted(kind, reason()));
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
            case ConnectingBastion connecting -> WaitingOn.POSTERN;
            case ServiceNameNeeded serviceNameNeeded -> WaitingOn.TENANT;
            case ServiceNotVisible serviceNotVisible -> WaitingOn.TENANT;
            case EndpointAcceptance endpointAcceptance -> WaitingOn.TENANT;
            case EndpointRejected endpointRejected -> WaitingOn.TENANT;
            case EndpointExpired endpointExpired -> WaitingOn.TENANT;
            case DnsConflict dnsConflict -> WaitingOn.OPERATOR;
            case HostKeyApproval approval -> WaitingOn.TENANT;
            case HostKeyChanged changed -> WaitingOn.TENANT;
            case PublicKeyNotInstalled notInstalled -> WaitingOn.TENANT;
            case ForwardingDenied denied -> WaitingOn.TENANT;
            case Ready ready -> WaitingOn.NOBODY;
            case EndpointDisappeared endpointDisappeared -> WaitingOn.POSTERN;
            case NameNotResolved notResolved -> WaitingOn.TENANT;
            case TcpRefused tcpRefused -> WaitingOn.TENANT;
            case TcpTimeout tcpTimeout -> WaitingOn.TENANT;
            case BastionUnreachable unreachable -> WaitingOn.TENANT;
            case ZoneNotSupported zoneNotSupported -> WaitingOn.TENANT;
            case RegionNotServed regionNotServed -> WaitingOn.OPERATOR;
            case NoCapacity noCapacity -> WaitingOn.OPERATOR;
            case AwsError awsError -> WaitingOn.OPERATOR;
            case AddressForbidden forbidden -> WaitingOn.OPERATOR;
            case DeletionRequested deletionRequested -> WaitingOn.POSTERN;
            case DeletingEndpoint deletingEndpoint -> WaitingOn.AWS;
            case DeletingDns deletingDns -> WaitingOn.POSTERN;
            case DeletingPrincipal deletingPrincipal -> WaitingOn.POSTERN;
            case Deleted deleted -> WaitingOn.NOBODY;
        };
    }
}
