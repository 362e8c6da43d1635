package dev.postern.connections.spi;

import java.util.List;

/**
 * A place in which endpoints are made, as the operator configured it.
 *
 * @param zones ids of the availability zones ({@code use1-az1}) that it has a subnet in, sorted
 * @param capacity so many endpoints may be made there; the quota of AWS is 50 a VPC unless raised
 * @param roles so many connections' IAM roles may be made in its account; the quota of AWS is 1,000 unless raised
 */
public record Placement(PlacementId id, List<String> zones, int capacity, int roles) {

    public Placement {
        zones = zones.stream().sorted().toList();
    }
}
