package dev.postern.connections.spi;

import java.util.List;

/**
 * A place in which endpoints are made, as the operator configured it.
 *
 * @param zones ids of the availability zones ({@code use1-az1}) that it has a subnet in, sorted
 * @param capacity so many endpoints may be made there; the quota of AWS is 50 a VPC unless raised
 */
public record Placement(PlacementId id, List<String> zones, int capacity) {

    public Placement {
        zones = zones.stream().sorted().toList();
    }
}
