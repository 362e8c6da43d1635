package dev.postern.connections.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes, reads and deletes what a connection needs in AWS. Every operation may be repeated at any time and leads to the
 * same result; none waits for AWS to get somewhere. Refusals that are to be expected are values; an exception is a bug.
 * Never called inside of a database transaction.
 */
public interface EndpointProvisioner {

    /** Makes the connection's IAM role, unless it is there, with the right to find its service and make its endpoint. */
    Outcome<Principal> ensurePrincipal(PlacementId placement, ResourceNames names);

    /** Looks for the service as the connection's principal. */
    Outcome<DiscoveredService> discoverService(PlacementId placement, ResourceNames names, ServiceReference service);

    /**
     * Makes the endpoint of this generation as the connection's principal, or returns the one that is there. Endpoints
     * of earlier generations are deleted. Where there is one of this generation for another service, or one of a later
     * generation, that is refused ({@link Refusal.Cause#GENERATION_USED}).
     *
     * @param zones ids of the zones, each of which the placement has a subnet in
     */
    Outcome<ProvisionedEndpoint> ensureEndpoint(
            PlacementId placement, ResourceNames names, ServiceReference service, List<String> zones);

    /** The endpoint with that id, with its DNS names once it is available; empty if AWS does not know it (any more, or yet). */
    Outcome<Optional<ProvisionedEndpoint>> readEndpoint(PlacementId placement, ResourceNames names, String endpointId);

    /** Puts the connection's tags on that endpoint; somebody has taken them off. */
    Outcome<ProvisionedEndpoint> tagEndpoint(PlacementId placement, ResourceNames names, ProvisionedEndpoint endpoint);

    /**
     * The endpoints of an installation in the placement's account and region, up to a thousand at a time.
     *
     * @param nextToken from the page before; null for the first one
     */
    Outcome<EndpointPage> listEndpoints(PlacementId placement, String installation, @Nullable String nextToken);

    /**
     * Deletes the connection's endpoints of all generations.
     *
     * @param known the id of one of them, which is deleted even if it has lost its tags; null if none is known
     */
    Outcome<Removal> deleteEndpoint(PlacementId placement, ResourceNames names, @Nullable String known);

    /** Orders the deletion of these endpoints, which a list has shown; one that is gone is no failure. */
    Outcome<Removal> deleteEndpoints(PlacementId placement, Collection<String> endpointIds);

    /**
     * The IAM roles of an installation in the placement's account, up to a thousand at a time.
     *
     * @param nextToken from the page before; null for the first one
     */
    Outcome<PrincipalPage> listPrincipals(PlacementId placement, String installation, @Nullable String nextToken);

    /** Deletes the connection's IAM role, unless its tags say that it is something else's: that is refused. */
    Outcome<Removal> deletePrincipal(PlacementId placement, ResourceNames names);
}
