package dev.postern.connections;

import dev.postern.connections.ConnectionEndpoint.DnsName;
import dev.postern.connections.spi.ProvisionedEndpoint;
import java.util.List;

/**
 * The VPC endpoint of a connection, as AWS last told of it.
 *
 * @param state in the spelling of AWS
 */
record Endpoint(String id, String state, List<DnsName> dnsNames) {

    Endpoint {
        dnsNames = List.copyOf(dnsNames);
    }

    static Endpoint of(ProvisionedEndpoint provisioned) {
        return new Endpoint(
                provisioned.id(),
                provisioned.state(),
                provisioned.names().stream()
                        .map(name -> new DnsName(name.name(), name.zone()))
                        .toList());
    }

    /** Whether clients can be sent there. */
    boolean available() {
        return EndpointState.of(state) == EndpointState.AVAILABLE && !dnsNames.isEmpty();
    }

    /** The same endpoint in another state; the names stay as they were last seen. */
    Endpoint in(String newState) {
        return new Endpoint(id, newState, dnsNames);
    }
}
