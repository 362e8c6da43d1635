package dev.postern.connections.spi;

/**
 * Where a tenant's bastion is, and as whom we log in.
 *
 * @param host a DNS name or an address, as the tenant wrote it; resolved anew for every connect
 * @param port 1 to 65535
 */
public record BastionAddress(String host, int port, String user) {

    @Override
    public String toString() {
        return "%s@%s:%d".formatted(user, host.contains(":") ? "[" + host + "]" : host, port);
    }
}
