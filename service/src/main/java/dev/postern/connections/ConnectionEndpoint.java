package dev.postern.connections;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rooms that route through a connection need to know of it.
 *
 * @param available whether clients can be sent there by the endpoint's own names: the connection is {@code AVAILABLE}, or
 *     {@code DEGRADED} with its endpoint still there, or all that it lacks is its hostname in DNS
 * @param crossRegion whether the endpoint has regional names only, so that a route must not name a zone
 * @param availabilityZones the zone ids that the connection was asked for, such as {@code use1-az1}
 * @param dnsNames the endpoint's names; empty while there is no endpoint
 */
public record ConnectionEndpoint(
        ConnectionId id,
        String name,
        ConnectionKind kind,
        boolean available,
        boolean crossRegion,
        List<String> availabilityZones,
        List<DnsName> dnsNames) {

    public ConnectionEndpoint {
        availabilityZones = List.copyOf(availabilityZones);
        dnsNames = List.copyOf(dnsNames);
    }

    /** Whether clients are sent the same way: all but what the connection is called is the same. */
    boolean leadsAsDoes(ConnectionEndpoint other) {
        return equals(new ConnectionEndpoint(
                other.id,
                name,
                other.kind,
                other.available,
                other.crossRegion,
                other.availabilityZones,
                other.dnsNames));
    }

    /**
     * One name of the endpoint.
     *
     * @param name a DNS name, or an address literal
     * @param availabilityZone the zone id that the name leads into; null for the regional name
     */
    public record DnsName(String name, @Nullable String availabilityZone) {}
}
