package dev.postern.privatelink;

import dev.postern.connections.spi.DiscoveredService;
import dev.postern.connections.spi.EndpointPage;
import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Principal;
import dev.postern.connections.spi.PrincipalPage;
import dev.postern.connections.spi.ProvisionedEndpoint;
import dev.postern.connections.spi.Removal;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.connections.spi.ServiceReference;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The port, answered by AWS. */
@Component
class AwsProvisioner implements EndpointProvisioner {

    private final PrincipalRoles roles;
    private final EndpointServices services;
    private final VpcEndpoints endpoints;

    AwsProvisioner(PrincipalRoles roles, EndpointServices services, VpcEndpoints endpoints) {
        this.roles = roles;
        this.services = services;
        this.endpoints = endpoints;
    }

    @Override
    public Outcome<Principal> ensurePrincipal(PlacementId placement, ResourceNames names) {
        return roles.ensure(placement, names);
    }

    @Override
    public Outcome<DiscoveredService> discoverService(
            PlacementId placement, ResourceNames names, ServiceReference service) {
        return services.discover(placement, names, service);
    }

    @Override
    public Outcome<ProvisionedEndpoint> ensureEndpoint(
            PlacementId placement, ResourceNames names, ServiceReference service, List<String> zones) {
        return endpoints.ensure(placement, names, service, zones);
    }

    @Override
    public Outcome<Optional<ProvisionedEndpoint>> readEndpoint(
            PlacementId placement, ResourceNames names, String endpointId) {
        return endpoints.read(placement, names, endpointId);
    }

    @Override
    public Outcome<ProvisionedEndpoint> tagEndpoint(
            PlacementId placement, ResourceNames names, ProvisionedEndpoint endpoint) {
        return endpoints.tag(placement, names, endpoint);
    }

    @Override
    public Outcome<EndpointPage> listEndpoints(PlacementId placement, String installation, @Nullable String nextToken) {
        return endpoints.list(placement, installation, nextToken);
    }

    @Override
    public Outcome<Removal> deleteEndpoint(PlacementId placement, ResourceNames names, @Nullable String known) {
        return endpoints.delete(placement, names, known);
    }

    @Override
    public Outcome<Removal> deleteEndpoints(PlacementId placement, Collection<String> endpointIds) {
        return endpoints.delete(placement, endpointIds);
    }

    @Override
    public Outcome<PrincipalPage> listPrincipals(
            PlacementId placement, String installation, @Nullable String nextToken) {
        return roles.list(placement, installation, nextToken);
    }

    @Override
    public Outcome<Removal> deletePrincipal(PlacementId placement, ResourceNames names) {
        return roles.delete(placement, names);
    }
}
