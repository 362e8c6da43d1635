package dev.postern.sandbox.aws.setting;

import java.util.List;

/**
 * An account's VPC in a region, with a subnet for each zone.
 *
 * @param securityGroupId a group made for endpoints
 * @param defaultSecurityGroupId the group that AWS takes when none is named
 */
public record Vpc(
        String id,
        Account account,
        Region region,
        String cidrBlock,
        String securityGroupId,
        String defaultSecurityGroupId,
        List<Subnet> subnets) {

    public Vpc {
        subnets = List.copyOf(subnets);
    }

    /** The VPC of that account and region. Its ids depend on these two only, so they are the same after a restart. */
    static Vpc of(Account account, Region region) {
        String vpcId = Ids.seeded("vpc-", account.id(), region.name());
        List<Subnet> subnets = region.zoneIds().stream()
                .map(zoneId -> new Subnet(
                        Ids.seeded("subnet-", account.id(), zoneId),
                        vpcId,
                        zoneId,
                        "10.0." + region.zoneIds().indexOf(zoneId) + ".0/24"))
                .toList();
        return new Vpc(
                vpcId,
                account,
                region,
                "10.0.0.0/16",
                Ids.seeded("sg-", account.id(), region.name()),
                Ids.seeded("sg-", account.id(), region.name(), "default"),
                subnets);
    }

    /**
     * The subnet in a zone.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Subnet subnetIn(String zoneId) {
        return subnets.stream()
                .filter(subnet -> subnet.zoneId().equals(zoneId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("VPC " + id + " has no subnet in zone " + zoneId));
    }
}
