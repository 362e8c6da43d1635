package dev.postern.clusters.spi;

import dev.postern.foundation.HostPort;
import java.net.InetAddress;

/**
 * One address of the target of a way.
 *
 * @param broker the address that clients know; TLS verifies its host
 * @param ip where to connect; its own host name, if it has one, counts for nothing
 * @param port where to connect, 1 to 65535
 */
public record ProbeTarget(HostPort broker, InetAddress ip, int port) {

    /** The dialled address, for people: {@code 10.0.0.1:9001}, {@code [2001:db8::1]:9001}. */
    public String dialled() {
        return new HostPort(ip.getHostAddress().replaceFirst("%.*", ""), port).toString();
    }
}
