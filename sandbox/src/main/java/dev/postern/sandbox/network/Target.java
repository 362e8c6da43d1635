package dev.postern.sandbox.network;

import org.jspecify.annotations.Nullable;

/**
 * Where a listener sends a connection to.
 *
 * @param host a name or an address
 * @param port from 1 to 65535
 * @param zone the zone id that the target is registered in; null where that is of no importance
 */
public record Target(String host, int port, @Nullable String zone) {

    private static final int MAX_PORT = 65_535;

    public Target {
        if (host.isBlank()) {
            throw new IllegalArgumentException("target host must not be blank");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("target port must be from 1 to 65535, but is " + port);
        }
    }

    public Target(String host, int port) {
        this(host, port, null);
    }

    /** A target on this machine. */
    public static Target local(int port) {
        return new Target("127.0.0.1", port);
    }

    /** The same target, registered in that zone. */
    public Target in(String zoneId) {
        return new Target(host, port, zoneId);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
