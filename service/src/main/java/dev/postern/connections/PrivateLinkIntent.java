package dev.postern.connections;

import dev.postern.connections.spi.ServiceReference;
import dev.postern.foundation.Hostname;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a tenant wants an endpoint, and to what.
 *
 * @param serviceName null while the tenant has not told it yet
 * @param serviceRegion where the service is; null if in {@code region}
 * @param region where the endpoint is made; all zones lie in it
 * @param availabilityZones zone ids such as {@code use1-az1}, at least one
 * @param hostname for which there is to be a hosted zone; null in the DNS mode {@code RESOLVER}
 */
record PrivateLinkIntent(
        @Nullable String serviceName,
        @Nullable String serviceRegion,
        String region,
        List<String> availabilityZones,
        @Nullable Hostname hostname) {

    PrivateLinkIntent {
        availabilityZones = List.copyOf(availabilityZones);
    }

    /** Whether the service is in another region than the endpoint: such endpoints have regional names only. */
    boolean crossRegion() {
        return serviceRegion != null && !serviceRegion.equals(region);
    }

    /** The hostname; throws {@link IllegalStateException} in the DNS mode {@code RESOLVER}. */
    Hostname requiredHostname() {
        if (hostname == null) {
            throw new IllegalStateException("the connection has no hostname in DNS");
        }
        return hostname;
    }

    /** The service; throws {@link IllegalStateException} while its name is not known. */
    ServiceReference service() {
        if (serviceName == null) {
            throw new IllegalStateException("the service's name is not known yet");
        }
        return new ServiceReference(serviceName, serviceRegion == null ? region : serviceRegion);
    }
}
