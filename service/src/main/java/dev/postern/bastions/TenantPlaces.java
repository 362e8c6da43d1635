package dev.postern.bastions;

import dev.postern.foundation.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one tenant may have of this gateway. */
record TenantPlaces(Places tunnels, Places clients) {

    /** For all tenants. Those who have had nothing take up no room; the others little. */
    static final class Directory {

        private final GatewayProperties properties;
        private final Map<TenantId, TenantPlaces> places = new ConcurrentHashMap<>();

        Directory(GatewayProperties properties) {
            this.properties = properties;
        }

        TenantPlaces of(TenantId tenant) {
            return places.computeIfAbsent(
                    tenant,
                    id -> new TenantPlaces(
                            new Places(properties.tunnelsPerTenant()), new Places(properties.clientsPerTenant())));
        }
    }
}
