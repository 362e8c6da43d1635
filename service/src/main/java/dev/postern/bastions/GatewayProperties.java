package dev.postern.bastions;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.gateway}: this replica as the host of managed tunnels.
 *
 * @param bind the address that the ports of tunnels are opened on; not a name
 * @param allowClients CIDRs of the clients that may connect to them
 * @param keepaliveInterval between two questions to a bastion whether it is there: bastions cut off who is idle
 * @param keepaliveMissed for so many intervals a bastion may be silent
 * @param loginLimit for a connection and a log-in
 * @param connectLimit for a connection from the bastion to a broker
 * @param backoffInitial before a log-in is tried again for the first time; doubles with each attempt
 * @param backoffMax before it is tried again at most
 * @param tunnelsPerTenant that this gateway holds
 * @param clientsPerTunnel that are connected at a time
 * @param clientsPerTenant that are connected at a time
 * @param window how many bytes of a connection may be under way from the bastion, and have to be kept if the client does
 *     not take them
 */
@ConfigurationProperties("postern.gateway")
record GatewayProperties(
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> allowClients,
        @DefaultValue("10s") Duration keepaliveInterval,
        @DefaultValue("3") int keepaliveMissed,
        @DefaultValue("15s") Duration loginLimit,
        @DefaultValue("10s") Duration connectLimit,
        @DefaultValue("1s") Duration backoffInitial,
        @DefaultValue("1m") Duration backoffMax,
        @DefaultValue("50") int tunnelsPerTenant,
        @DefaultValue("500") int clientsPerTunnel,
        @DefaultValue("2000") int clientsPerTenant,
        @DefaultValue("1048576") int window) {

    private static final int LEAST_WINDOW = 64 * 1024;

    GatewayProperties {
        allowClients = List.copyOf(allowClients);
        if (window < LEAST_WINDOW) {
            throw new IllegalArgumentException("postern.gateway.window must be at least %d".formatted(LEAST_WINDOW));
        }
        if (keepaliveMissed < 1) {
            throw new IllegalArgumentException("postern.gateway.keepalive-missed must be at least 1");
        }
    }

    /** Throws {@link IllegalArgumentException} that names the setting. */
    InetAddress bindAddress() {
        try {
            return InetAddress.ofLiteral(bind);
        } catch (IllegalArgumentException noAddress) {
            throw new IllegalArgumentException(
                    "postern.gateway.bind is '%s', and must be an address such as 10.20.0.5".formatted(bind),
                    noAddress);
        }
    }

    /** How long to wait before an attempt that follows so many failed ones, before any jitter. */
    Duration backoff(int failed) {
        Duration doubled = backoffInitial.multipliedBy(1L << Math.clamp(failed - 1L, 0, 20));
        return doubled.compareTo(backoffMax) < 0 ? doubled : backoffMax;
    }
}
