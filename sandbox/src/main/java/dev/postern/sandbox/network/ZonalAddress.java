package dev.postern.sandbox.network;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address at which a load balancer answers.
 *
 * @param zone the id of the zone that the address lies in; null for one that stands for the whole region
 */
public record ZonalAddress(InetAddress address, @Nullable String zone) {

    /** An address that stands for the whole region. */
    public static ZonalAddress regional(InetAddress address) {
        return new ZonalAddress(address, null);
    }
}
