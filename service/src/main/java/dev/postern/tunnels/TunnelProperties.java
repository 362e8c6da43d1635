package dev.postern.tunnels;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.tunnels}: the same for all gateways but for {@code hold} and {@code host}.
 *
 * @param hold whether this replica is a gateway
 * @param host by which clients reach this gateway: what mappings name
 * @param firstPort of the range that ports are taken from
 * @param lastPort of that range
 * @param portsPerTenant that a tenant may have, those in quarantine among them
 * @param quarantine for which a port that led to a broker leads nowhere, before another broker gets it: until then clients
 *     must have forgotten it. A gateway that has not reached the database for half of it stops listening
 * @param lease after which others take the tunnels of a gateway that is silent
 * @param turn between two looks at what is to be held
 * @param drain for which a gateway that stops waits for its clients
 */
@ConfigurationProperties("postern.tunnels")
record TunnelProperties(
        @DefaultValue("true") boolean hold,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("20000") int firstPort,
        @DefaultValue("20999") int lastPort,
        @DefaultValue("100") int portsPerTenant,
        @DefaultValue("24h") Duration quarantine,
        @DefaultValue("6s") Duration lease,
        @DefaultValue("1s") Duration turn,
        @DefaultValue("10s") Duration drain) {

    private static final Duration LEAST_QUARANTINE = Duration.ofMinutes(10);

    TunnelProperties {
        if (firstPort < 1 || lastPort > 65_535 || lastPort < firstPort) {
            throw new IllegalArgumentException(
                    "postern.tunnels.first-port to last-port must be a range within 1 to 65535, but is %d to %d"
                            .formatted(firstPort, lastPort));
        }
        if (lease.compareTo(turn.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "postern.tunnels.lease must be at least three times postern.tunnels.turn");
        }
        if (quarantine.compareTo(LEAST_QUARANTINE) < 0 || quarantine.compareTo(lease.multipliedBy(10)) < 0) {
            throw new IllegalArgumentException(
                    ("postern.tunnels.quarantine must be at least 10m and ten times postern.tunnels.lease, but is %s: "
                                    + "clients with an old mapping would come to brokers of others, and a gateway that "
                                    + "does not reach the database stops listening after half of it")
                            .formatted(quarantine));
        }
    }
}
