package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.AwsWorld;
import dev.postern.sandbox.aws.ec2.EndpointService;
import dev.postern.sandbox.aws.ec2.TenantLoadBalancer;
import dev.postern.sandbox.aws.ec2.VpcEndpoint;
import dev.postern.sandbox.aws.iam.Role;
import dev.postern.sandbox.aws.route53.HostedZone;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.network.Target;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything there is at a moment, as {@code GET /state} shows it. */
record StateView(
        List<ServiceView> services,
        List<EndpointView> endpoints,
        List<RoleView> roles,
        List<HostedZoneView> hostedZones,
        List<PlacementView> placements,
        List<BalancerView> loadBalancers) {

    record ServiceView(
            String serviceName,
            String loadBalancer,
            String owner,
            String region,
            List<String> availabilityZones,
            boolean acceptanceRequired,
            List<String> allowedPrincipals) {
        static ServiceView of(EndpointService service) {
            return new ServiceView(
                    service.name(),
                    loadBalancerName(service.loadBalancerArn()),
                    service.accountId(),
                    service.region(),
                    service.zoneIds(),
                    service.acceptanceRequired(),
                    List.copyOf(new TreeSet<>(service.allowedPrincipals().keySet())));
        }

        /** The part before the last of {@code ...:loadbalancer/net/name/0123456789abcdef}. */
        private static String loadBalancerName(String arn) {
            String[] parts = arn.split("/", -1);
            return parts[parts.length - 2];
        }
    }

    record EndpointView(
            String id,
            String state,
            String serviceName,
            String region,
            String regionalAddress,
            Map<String, String> zonalAddresses,
            Map<String, String> tags,
            @Nullable String failure) {
        static EndpointView of(AwsWorld world, VpcEndpoint endpoint) {
            Map<String, String> zonal = new TreeMap<>();
            endpoint.interfaces().forEach(each -> zonal.put(each.zoneId(), each.address()));
            return new EndpointView(
                    endpoint.id(),
                    world.shownState(endpoint),
                    endpoint.serviceName(),
                    endpoint.region(),
                    endpoint.regionalAddress(),
                    zonal,
                    new TreeMap<>(endpoint.tags()),
                    endpoint.failure());
        }
    }

    record RoleView(String arn, boolean usable, List<String> policies, Map<String, String> tags) {
        static RoleView of(Role role) {
            return new RoleView(
                    role.arn(),
                    role.usable(),
                    List.copyOf(new TreeSet<>(role.policies().keySet())),
                    new TreeMap<>(role.tags()));
        }
    }

    record HostedZoneView(String id, String name, List<String> vpcs, List<String> records) {
        static HostedZoneView of(HostedZone zone) {
            return new HostedZoneView(
                    zone.id(),
                    zone.name(),
                    zone.vpcs().stream().map(HostedZone.ZoneVpc::vpcId).toList(),
                    zone.records().stream()
                            .map(record -> record.name() + " " + record.type())
                            .toList());
        }
    }

    /** Where the operator may make endpoints. */
    record PlacementView(String region, String vpcId, String securityGroupId, Map<String, String> subnetsByZone) {
        static PlacementView of(Vpc vpc) {
            Map<String, String> subnets = new TreeMap<>();
            vpc.subnets().forEach(subnet -> subnets.put(subnet.zoneId(), subnet.id()));
            return new PlacementView(vpc.region().name(), vpc.id(), vpc.securityGroupId(), subnets);
        }
    }

    record BalancerView(String name, String owner, boolean crossed, SortedMap<Integer, List<String>> listeners) {
        static BalancerView of(TenantLoadBalancer tenant) {
            SortedMap<Integer, List<String>> listeners = new TreeMap<>();
            tenant.loadBalancer()
                    .listeners()
                    .forEach((port, targets) -> listeners.put(
                            port, targets.stream().map(Target::toString).toList()));
            return new BalancerView(
                    tenant.loadBalancer().name(),
                    tenant.accountId(),
                    tenant.loadBalancer().isCrossed(),
                    listeners);
        }
    }

    static StateView of(AwsWorld world) {
        return new StateView(
                world.services().stream().map(ServiceView::of).toList(),
                world.endpoints().stream()
                        .map(endpoint -> EndpointView.of(world, endpoint))
                        .toList(),
                world.roles().stream().map(RoleView::of).toList(),
                world.hostedZones().stream().map(HostedZoneView::of).toList(),
                world.setting().regions().stream()
                        .map(region -> PlacementView.of(world.operatorVpc(region.name())))
                        .toList(),
                world.loadBalancers().stream().map(BalancerView::of).toList());
    }
}
