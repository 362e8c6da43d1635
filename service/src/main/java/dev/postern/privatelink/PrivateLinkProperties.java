package dev.postern.privatelink;

import dev.postern.connections.spi.PlacementId;
import dev.postern.foundation.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.privatelink}: where in AWS endpoints may be made, and as whom.
 *
 * @param endpointOverride where EC2, STS, IAM and Route 53 are, if not where AWS has them
 * @param accessKeyId the operator's; without, the SDK's default chain finds credentials
 * @param secretAccessKey goes with {@code accessKeyId}
 * @param callTimeout for one call with all its attempts
 * @param attemptTimeout for one attempt
 * @param throttledPause before the second attempt of a call that AWS has throttled, at most; each further pause may be
 *     twice as long
 * @param roleQuotas how many IAM roles of connections each account may hold; 1,000 where it is not listed
 * @param regions by name; none at all means that no connection can be made
 */
@ConfigurationProperties("postern.privatelink")
record PrivateLinkProperties(
        @Nullable URI endpointOverride,
        @Nullable String accessKeyId,
        @Nullable Secret secretAccessKey,
        @DefaultValue("20s") Duration callTimeout,
        @DefaultValue("8s") Duration attemptTimeout,
        @DefaultValue("1s") Duration throttledPause,
        @DefaultValue Map<String, Integer> roleQuotas,
        @DefaultValue Map<String, RegionProperties> regions) {

    /** What AWS grants without being asked (IAM quotas, "Roles per account"). */
    private static final int ROLES = 1_000;

    PrivateLinkProperties {
        if ((accessKeyId == null) != (secretAccessKey == null)) {
            throw new IllegalArgumentException(
                    "postern.privatelink.access-key-id and .secret-access-key go together: give both or neither");
        }
        regions = Map.copyOf(regions);
        roleQuotas = Map.copyOf(roleQuotas);
    }

    int roleQuota(String account) {
        return roleQuotas.getOrDefault(account, ROLES);
    }

    /** Filled in the order in which they are given. */
    record RegionProperties(@DefaultValue List<PlacementProperties> placements) {

        RegionProperties {
            placements = List.copyOf(placements);
        }
    }

    /**
     * A VPC that endpoints are made in.
     *
     * @param account twelve digits
     * @param subnets ids of subnets by zone id ({@code use1-az1}), one a zone
     * @param securityGroup of the endpoints
     * @param roleArn the operator's role in that account; without, the credentials are of that account already
     * @param capacity so many endpoints at most; AWS allows 50 a VPC unless asked for more
     */
    record PlacementProperties(
            String account,
            String vpc,
            @DefaultValue Map<String, String> subnets,
            String securityGroup,
            @Nullable String roleArn,
            @DefaultValue("50") int capacity) {

        PlacementProperties {
            if (account == null || !account.matches("[0-9]{12}")) {
                throw new IllegalArgumentException("a placement's account must be twelve digits, but is " + account);
            }
            if (vpc == null || vpc.isBlank() || securityGroup == null || securityGroup.isBlank() || subnets.isEmpty()) {
                throw new IllegalArgumentException(
                        "a placement needs vpc, security-group and at least one of subnets (zone id: subnet id)");
            }
            if (capacity < 1) {
                throw new IllegalArgumentException("a placement's capacity must be at least 1, but is " + capacity);
            }
            subnets = Map.copyOf(subnets);
        }

        PlacementId in(String region) {
            return new PlacementId(region, account, vpc);
        }
    }
}
