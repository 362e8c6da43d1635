package dev.postern.sandbox.aws.ec2;

import dev.postern.sandbox.aws.setting.Subnet;
import dev.postern.sandbox.aws.setting.Vpc;
import dev.postern.sandbox.aws.wire.AwsException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The subnets and security groups that an endpoint in this VPC may have. */
record EndpointPlace(Vpc vpc) {

    static EndpointPlace of(Vpc vpc) {
        return new EndpointPlace(vpc);
    }

    /**
     * The subnets in the order of the region's zones.
     *
     * @throws AwsException if one does not exist, or two are in one zone
     */
    List<Subnet> subnets(Collection<String> ids) {
        List<Subnet> subnets = ids.stream()
                .map(this::subnet)
                .sorted(Comparator.comparingInt(subnet -> vpc.region().zoneIds().indexOf(subnet.zoneId())))
                .toList();
        if (subnets.stream().map(Subnet::zoneId).distinct().count() < subnets.size()) {
            throw AwsException.badRequest(
                    "DuplicateSubnetsInSameZone", "Found another VPC endpoint subnet in the availability zone");
        }
        return subnets;
    }

    /**
     * @throws AwsException if the service is of this region and not in the zone of each of the subnets
     */
    void checkZones(Collection<String> subnetIds, EndpointService service) {
        for (Subnet subnet : subnets(subnetIds)) {
            boolean sameRegion = service.region().equals(vpc.region().name());
            if (sameRegion && !service.zoneIds().contains(subnet.zoneId())) {
                throw Ec2Errors.invalidParameter("The VPC endpoint service " + service.name()
                        + " does not support the availability zone of the subnet: " + subnet.id() + ".");
            }
        }
    }

    /**
     * The groups; the VPC's default group if there are none.
     *
     * @throws AwsException if one does not exist
     */
    List<String> groups(Collection<String> ids) {
        for (String id : ids) {
            if (!id.equals(vpc.securityGroupId()) && !id.equals(vpc.defaultSecurityGroupId())) {
                throw Ec2Errors.groupNotFound(id);
            }
        }
        return ids.isEmpty() ? List.of(vpc.defaultSecurityGroupId()) : List.copyOf(ids);
    }

    private Subnet subnet(String id) {
        return vpc.subnets().stream()
                .filter(subnet -> subnet.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Errors.subnetNotFound(id));
    }
}
