package dev.postern.sandbox.aws.setting;

import java.util.List;

/**
 * A region and its availability zones.
 *
 * @param zoneIds in the order of the AWS account that sees them unrotated
 * @param endpointZoneId the Route 53 hosted zone that the names of VPC endpoints of this region lie in
 */
public record Region(String name, List<String> zoneIds, String endpointZoneId) {

    public static final Region US_EAST_1 =
            new Region("us-east-1", List.of("use1-az1", "use1-az2", "use1-az4", "use1-az6"), "Z7HUB22UULQXV");
    public static final Region EU_WEST_1 =
            new Region("eu-west-1", List.of("euw1-az1", "euw1-az2", "euw1-az3"), "Z38GZ743OKFT7T");

    public Region {
        zoneIds = List.copyOf(zoneIds);
    }
}
