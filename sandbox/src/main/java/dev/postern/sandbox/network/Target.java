package dev.postern.sandbox.network;

/** Where a listener sends a connection to: a host name or address, and a port from 1 to 65535. */
public record Target(String host, int port) {

    private static final int MAX_PORT = 65_535;

    public Target {
        if (host.isBlank()) {
            throw new IllegalArgumentException("target host must not be blank");
        }
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("target port must be from 1 to 65535, but is " + port);
        }
    }

    /** A target on this machine. */
    public static Target local(int port) {
        return new Target("127.0.0.1", port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
