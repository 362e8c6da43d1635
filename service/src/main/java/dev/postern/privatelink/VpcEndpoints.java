package dev.postern.privatelink;

import dev.postern.connections.spi.EndpointPage;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.ProvisionedEndpoint;
import dev.postern.connections.spi.ProvisionedEndpoint.Failure;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Refusal.Cause;
import dev.postern.connections.spi.Removal;
import dev.postern.connections.spi.ResourceNames;
import dev.postern.connections.spi.ServiceReference;
import dev.postern.privatelink.PrivateLinkProperties.PlacementProperties;
import dev.postern.privatelink.Refusals.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LastError;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** VPC endpoints: made as the connection's principal, everything else as the operator. */
@Component
class VpcEndpoints {

    private static final int PAGE = 1_000;
    private static final String AVAILABLE = "available";
    private static final String DELETING = "deleting";
    private static final String DELETED = "deleted";

    private final AwsClients clients;
    private final ConfiguredPlacements placements;
    private final PrincipalSessions sessions;
    private final EndpointNames names;

    VpcEndpoints(AwsClients clients, ConfiguredPlacements placements, PrincipalSessions sessions, EndpointNames names) {
        this.clients = clients;
        this.placements = placements;
        this.sessions = sessions;
        this.names = names;
    }

    Outcome<ProvisionedEndpoint> ensure(
            PlacementId placement, ResourceNames resource, ServiceReference service, List<String> zones) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            List<VpcEndpoint> present = find(placement, resource);
            deletePresent(
                    placement,
                    present.stream()
                            .filter(endpoint -> generation(endpoint) < resource.generation())
                            .toList());
            List<VpcEndpoint> made = present.stream()
                    .filter(endpoint -> generation(endpoint) >= resource.generation())
                    .toList();
            return made.isEmpty()
                    ? create(placement, resource, service, zones)
                    : adopt(placement, resource, service, made);
        });
    }

    /** The one of this generation, if it is what is wanted. */
    private Outcome<ProvisionedEndpoint> adopt(
            PlacementId placement, ResourceNames resource, ServiceReference service, List<VpcEndpoint> made) {
        return made.stream()
                .filter(endpoint -> generation(endpoint) == resource.generation())
                .filter(endpoint -> leadsTo(endpoint, service, placement))
                .findFirst()
                .<Outcome<ProvisionedEndpoint>>map(
                        endpoint -> new Outcome.Done<>(describe(placement, resource, endpoint)))
                .orElseGet(() -> new Outcome.Refused<>(new Refusal(
                        Cause.GENERATION_USED,
                        null,
                        "generation %d, or one after it, is used by %s"
                                .formatted(
                                        resource.generation(),
                                        made.stream()
                                                .map(VpcEndpoint::vpcEndpointId)
                                                .toList()))));
    }

    /** AWS names the service's region only where it is another one. */
    private static boolean leadsTo(VpcEndpoint endpoint, ServiceReference service, PlacementId placement) {
        String region = endpoint.serviceRegion() == null ? placement.region() : endpoint.serviceRegion();
        return service.name().equals(endpoint.serviceName()) && service.region().equals(region);
    }

    private Outcome<ProvisionedEndpoint> create(
            PlacementId placement, ResourceNames resource, ServiceReference service, List<String> zones) {
        PlacementProperties place = placements.find(placement).orElse(null);
        if (place == null || !place.subnets().keySet().containsAll(zones)) {
            return new Outcome.Refused<>(new Refusal(
                    Cause.ZONE_NOT_SUPPORTED, null, "placement %s has no subnets in %s".formatted(placement, zones)));
        }
        List<String> subnets = zones.stream()
                .map(zone -> place.subnets().getOrDefault(zone, ""))
                .toList();
        return Refusals.attempt(Caller.CONNECTION, () -> {
            AwsCredentialsProvider session = sessions.of(placement, resource);
            CreateVpcEndpointRequest.Builder request = CreateVpcEndpointRequest.builder()
                    .vpcEndpointType(VpcEndpointType.INTERFACE)
                    .serviceName(service.name())
                    .vpcId(place.vpc())
                    .subnetIds(subnets)
                    .securityGroupIds(place.securityGroup())
                    .privateDnsEnabled(false)
                    .clientToken(resource.clientToken())
                    .tagSpecifications(
                            tags -> tags.resourceType(ResourceType.VPC_ENDPOINT).tags(tags(resource)))
                    .overrideConfiguration(override -> override.credentialsProvider(session));
            if (!service.region().equals(placement.region())) {
                request.serviceRegion(service.region());
            }
            VpcEndpoint endpoint =
                    clients.ec2(placement).createVpcEndpoint(request.build()).vpcEndpoint();
            return Refusals.attempt(Caller.OPERATOR, () -> new Outcome.Done<>(describe(placement, resource, endpoint)));
        });
    }

    Outcome<Optional<ProvisionedEndpoint>> read(PlacementId placement, ResourceNames resource, String endpointId) {
        return Refusals.attempt(
                Caller.OPERATOR,
                () -> new Outcome.Done<>(
                        find(placement, endpointId).map(endpoint -> describe(placement, resource, endpoint))));
    }

    Outcome<ProvisionedEndpoint> tag(PlacementId placement, ResourceNames resource, ProvisionedEndpoint endpoint) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            clients.ec2(placement)
                    .createTags(request -> request.resources(endpoint.id()).tags(tags(resource)));
            return new Outcome.Done<>(new ProvisionedEndpoint(
                    endpoint.id(), endpoint.state(), endpoint.names(), endpoint.failure(), true));
        });
    }

    Outcome<EndpointPage> list(PlacementId placement, String installation, @Nullable String nextToken) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            DescribeVpcEndpointsResponse page = clients.patientEc2(placement)
                    .describeVpcEndpoints(request -> request.filters(tag(ResourceNames.INSTALLATION_TAG, installation))
                            .maxResults(PAGE)
                            .nextToken(nextToken));
            return new Outcome.Done<>(new EndpointPage(
                    page.vpcEndpoints().stream()
                            .map(endpoint -> new EndpointPage.Listed(
                                    endpoint.vpcEndpointId(), endpoint.stateAsString(), tags(endpoint)))
                            .toList(),
                    page.nextToken() == null || page.nextToken().isEmpty() ? null : page.nextToken()));
        });
    }

    Outcome<Removal> delete(PlacementId placement, ResourceNames resource, @Nullable String known) {
        return Refusals.attempt(Caller.OPERATOR, () -> {
            List<VpcEndpoint> left = withKnown(placement, find(placement, resource), known).stream()
                    .filter(endpoint -> !DELETED.equalsIgnoreCase(endpoint.stateAsString()))
                    .toList();
            if (left.isEmpty()) {
                return new Outcome.Done<>(Removal.GONE);
            }
            return deletePresent(placement, left)
                    .<Outcome<Removal>>map(Outcome.Refused::new)
                    .orElseGet(() -> new Outcome.Done<>(Removal.UNDER_WAY));
        });
    }

    private List<VpcEndpoint> withKnown(PlacementId placement, List<VpcEndpoint> tagged, @Nullable String known) {
        if (known == null
                || tagged.stream().anyMatch(endpoint -> endpoint.vpcEndpointId().equals(known))) {
            return tagged;
        }
        return Stream.concat(tagged.stream(), find(placement, known).stream()).toList();
    }

    Outcome<Removal> delete(PlacementId placement, Collection<String> ids) {
        return Refusals.attempt(
                Caller.OPERATOR,
                () -> order(placement, ids)
                        .<Outcome<Removal>>map(Outcome.Refused::new)
                        .orElseGet(() -> new Outcome.Done<>(Removal.UNDER_WAY)));
    }

    /** Deletes those that are not on their way out already; answers why one of them could not be. */
    private Optional<Refusal> deletePresent(PlacementId placement, Collection<VpcEndpoint> endpoints) {
        return order(
                placement,
                endpoints.stream()
                        .filter(endpoint -> !DELETING.equalsIgnoreCase(endpoint.stateAsString()))
                        .filter(endpoint -> !DELETED.equalsIgnoreCase(endpoint.stateAsString()))
                        .map(VpcEndpoint::vpcEndpointId)
                        .toList());
    }

    private Optional<Refusal> order(PlacementId placement, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        return clients.ec2(placement).deleteVpcEndpoints(request -> request.vpcEndpointIds(ids)).unsuccessful().stream()
                .map(UnsuccessfulItem::error)
                .filter(error -> !isNotFound(error.code()))
                .map(error -> new Refusal(Cause.UNKNOWN, error.code(), error.message()))
                .findFirst();
    }

    private Optional<VpcEndpoint> find(PlacementId placement, String endpointId) {
        try {
            return clients
                    .ec2(placement)
                    .describeVpcEndpoints(request -> request.vpcEndpointIds(endpointId))
                    .vpcEndpoints()
                    .stream()
                    .findFirst();
        } catch (AwsServiceException error) {
            if (isNotFound(Refusals.code(error))) {
                return Optional.empty();
            }
            throw error;
        }
    }

    /** All that carry the connection's tags, of any generation. */
    private List<VpcEndpoint> find(PlacementId placement, ResourceNames resource) {
        return clients
                .ec2(placement)
                .describeVpcEndpointsPaginator(request -> request.filters(
                        tag(ResourceNames.INSTALLATION_TAG, resource.installation()),
                        tag(ResourceNames.CONNECTION_TAG, resource.connection())))
                .vpcEndpoints()
                .stream()
                .toList();
    }

    private ProvisionedEndpoint describe(PlacementId placement, ResourceNames resource, VpcEndpoint endpoint) {
        boolean available = AVAILABLE.equalsIgnoreCase(endpoint.stateAsString());
        return new ProvisionedEndpoint(
                endpoint.vpcEndpointId(),
                endpoint.stateAsString(),
                available ? names.of(placement, endpoint) : List.of(),
                failure(endpoint),
                tagged(endpoint, resource));
    }

    /** What is on its way out needs no tags any more. */
    private static boolean tagged(VpcEndpoint endpoint, ResourceNames resource) {
        Map<String, String> tags = tags(endpoint);
        boolean going = DELETING.equalsIgnoreCase(endpoint.stateAsString())
                || DELETED.equalsIgnoreCase(endpoint.stateAsString());
        return going
                || (resource.installation().equals(tags.get(ResourceNames.INSTALLATION_TAG))
                        && resource.connection().equals(tags.get(ResourceNames.CONNECTION_TAG)));
    }

    private static @Nullable Failure failure(VpcEndpoint endpoint) {
        LastError error = endpoint.lastError();
        if (error != null && error.message() != null) {
            return new Failure(error.code(), error.message());
        }
        return endpoint.failureReason() == null || endpoint.failureReason().isBlank()
                ? null
                : new Failure(null, endpoint.failureReason());
    }

    /** {@code InvalidVpcEndpointId.NotFound} from a description, {@code InvalidVpcEndpoint.NotFound} from a deletion. */
    private static boolean isNotFound(@Nullable String code) {
        return code != null && code.endsWith(".NotFound");
    }

    private static int generation(VpcEndpoint endpoint) {
        String generation = tags(endpoint).getOrDefault(ResourceNames.GENERATION_TAG, "0");
        return generation.matches("[0-9]{1,9}") ? Integer.parseInt(generation) : 0;
    }

    private static Map<String, String> tags(VpcEndpoint endpoint) {
        return endpoint.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private static List<Tag> tags(ResourceNames resource) {
        return resource.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Filter tag(String key, String value) {
        return Filter.builder().name("tag:" + key).values(value).build();
    }
}
