package dev.postern.connections.spi;

import dev.postern.foundation.Hostname;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of hosted zones.
 *
 * @param nextToken asks for the page that follows; null on the last one
 */
public record ZonePage(List<Listed> zones, @Nullable String nextToken) {

    public ZonePage {
        zones = List.copyOf(zones);
    }

    /** One of our zones: whose it is tells its reference. */
    public record Listed(String id, ZoneReference reference, Hostname hostname) {}
}
