package dev.postern.sandbox.aws;

import dev.postern.sandbox.aws.ec2.Ec2Service;
import dev.postern.sandbox.aws.ec2.EndpointService;
import dev.postern.sandbox.aws.ec2.TenantLoadBalancer;
import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.aws.setting.Setting;
import dev.postern.sandbox.network.LoadBalancer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;

/** Sets tenants up without going through the API. Used with the world's lock held. */
final class TenantServices {

    private final Setting setting;
    private final Ec2Service ec2;
    private final Clock clock;

    TenantServices(Setting setting, Ec2Service ec2, Clock clock) {
        this.setting = setting;
        this.ec2 = ec2;
        this.clock = clock;
    }

    String add(
            String name,
            String accountId,
            String region,
            List<String> zoneIds,
            LoadBalancer loadBalancer,
            boolean acceptanceRequired) {
        TenantLoadBalancer registered = register(accountId, region, zoneIds, loadBalancer);
        String id = Ids.seeded("vpce-svc-", accountId, region, name);
        EndpointService seeded = new EndpointService(
                id,
                accountId,
                region,
                zoneIds,
                Set.of(region),
                registered.arn(),
                acceptanceRequired,
                Map.of(),
                Map.of("Name", name),
                clock.instant());
        ec2.services().put(ec2.services().find(id).map(seeded::withPastOf).orElse(seeded));
        return seeded.name();
    }

    TenantLoadBalancer register(String accountId, String region, List<String> zoneIds, LoadBalancer loadBalancer) {
        setting.account(accountId);
        for (String zoneId : zoneIds) {
            if (!setting.region(region).zoneIds().contains(zoneId)) {
                throw new IllegalArgumentException("region " + region + " has no zone '" + zoneId + "'");
            }
        }
        boolean nameTaken = ec2.services().loadBalancers().stream()
                .map(TenantLoadBalancer::loadBalancer)
                .anyMatch(other -> other != loadBalancer && other.name().equals(loadBalancer.name()));
        if (nameTaken) {
            throw new IllegalArgumentException("there is already a load balancer '" + loadBalancer.name() + "'");
        }
        TenantLoadBalancer registered = TenantLoadBalancer.of(accountId, region, zoneIds, loadBalancer);
        ec2.register(registered);
        return registered;
    }

    void supportRegions(String serviceNameOrId, List<String> regions) {
        EndpointService service = find(serviceNameOrId);
        Set<String> supported = new TreeSet<>(service.supportedRegions());
        regions.forEach(region -> supported.add(setting.region(region).name()));
        ec2.services().put(service.supporting(supported));
    }

    EndpointService find(String serviceNameOrId) {
        return ec2.services()
                .findByName(serviceNameOrId)
                .orElseThrow(() -> new NoSuchElementException("there is no endpoint service " + serviceNameOrId));
    }
}
