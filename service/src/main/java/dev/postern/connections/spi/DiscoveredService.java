package dev.postern.connections.spi;

import java.util.List;

/**
 * An endpoint service as our principal sees it.
 *
 * @param zones ids of the zones that it and our account have in common (AWS, {@code DescribeVpcEndpointServices})
 */
public record DiscoveredService(List<String> zones, boolean acceptanceRequired) {

    public DiscoveredService {
        zones = List.copyOf(zones);
    }
}
