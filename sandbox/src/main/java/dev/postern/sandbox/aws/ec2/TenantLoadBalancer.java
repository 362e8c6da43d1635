package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Ids;
import dev.postern.sandbox.network.LoadBalancer;
import java.util.List;

/**
 * A load balancer with its place in AWS.
 *
 * @param zoneIds where it is enabled
 */
public record TenantLoadBalancer(
        String arn, String accountId, String region, List<String> zoneIds, LoadBalancer loadBalancer) {

    public TenantLoadBalancer {
        zoneIds = List.copyOf(zoneIds);
    }

    /** The ARN depends on account, region and name only. */
    public static TenantLoadBalancer of(
            String accountId, String region, List<String> zoneIds, LoadBalancer loadBalancer) {
        String name = loadBalancer.name();
        String arn = "arn:aws:elasticloadbalancing:" + region + ":" + accountId + ":loadbalancer/net/" + name + "/"
                + Ids.seeded("", accountId, region, name).substring(0, 16);
        return new TenantLoadBalancer(arn, accountId, region, zoneIds, loadBalancer);
    }
}
