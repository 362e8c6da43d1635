package dev.postern.sandbox.aws.ec2;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An endpoint service of a tenant.
 *
 * @param id {@code vpce-svc-} and seventeen digits
 * @param accountId of the owner
 * @param zoneIds where its load balancer is
 * @param supportedRegions from which it can be reached, its own among them
 * @param allowedPrincipals ARN to permission id
 */
public record EndpointService(
        String id,
        String accountId,
        String region,
        List<String> zoneIds,
        Set<String> supportedRegions,
        String loadBalancerArn,
        boolean acceptanceRequired,
        Map<String, String> allowedPrincipals,
        Map<String, String> tags,
        Instant createdAt) {

    public EndpointService {
        zoneIds = List.copyOf(zoneIds);
        supportedRegions = Set.copyOf(supportedRegions);
        allowedPrincipals = Map.copyOf(allowedPrincipals);
        tags = Map.copyOf(tags);
    }

    /** What consumers know it by. */
    public String name() {
        return name(region, id);
    }

    static String name(String region, String id) {
        return "com.amazonaws.vpce." + region + "." + id;
    }

    /** This service with what has become of an earlier one: permissions, regions, tags, and its time of creation. */
    public EndpointService withPastOf(EndpointService earlier) {
        return new EndpointService(
                id,
                accountId,
                region,
                zoneIds,
                earlier.supportedRegions,
                loadBalancerArn,
                acceptanceRequired,
                earlier.allowedPrincipals,
                earlier.tags,
                earlier.createdAt);
    }

    EndpointService allowing(Map<String, String> principals) {
        return new EndpointService(
                id,
                accountId,
                region,
                zoneIds,
                supportedRegions,
                loadBalancerArn,
                acceptanceRequired,
                new TreeMap<>(principals),
                tags,
                createdAt);
    }

    EndpointService tagged(Map<String, String> newTags) {
        return new EndpointService(
                id,
                accountId,
                region,
                zoneIds,
                supportedRegions,
                loadBalancerArn,
                acceptanceRequired,
                allowedPrincipals,
                newTags,
                createdAt);
    }

    public EndpointService supporting(Set<String> regions) {
        return new EndpointService(
                id,
                accountId,
                region,
                zoneIds,
                new TreeSet<>(regions),
                loadBalancerArn,
                acceptanceRequired,
                allowedPrincipals,
                tags,
                createdAt);
    }
}
