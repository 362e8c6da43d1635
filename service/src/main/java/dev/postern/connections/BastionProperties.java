package dev.postern.connections;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.bastions}: how often, how long, how many. Limits are of one replica.
 *
 * @param contactLimit for which one contact with a bastion may take, from its name to the last answer
 * @param retryMax before a bastion that lets us in with no key, or forbids a broker, is tried again at most: somebody may be
 *     waiting for it. One that is away is tried as rarely as other things are
 * @param checkInterval between two looks at a bastion that is available: which keys it lets in, what it forwards to
 * @param contacts that are under way at a time
 * @param contactsPerTenant of these, for one tenant at most
 * @param contactsPerMinute of one tenant, evenly; after a pause so many at once
 * @param lowPorts ports below 1024 at which a tenant may have its bastion
 */
@ConfigurationProperties("postern.bastions")
record BastionProperties(
        @DefaultValue("10s") Duration contactLimit,
        @DefaultValue("15s") Duration retryMax,
        @DefaultValue("5m") Duration checkInterval,
        @DefaultValue("200") int contacts,
        @DefaultValue("10") int contactsPerTenant,
        @DefaultValue("30") int contactsPerMinute,
        @DefaultValue("22") Set<Integer> lowPorts) {

    BastionProperties {
        lowPorts = Set.copyOf(lowPorts);
        if (Math.min(contacts, Math.min(contactsPerTenant, contactsPerMinute)) < 1) {
            throw new IllegalArgumentException(
                    "postern.bastions.contacts, .contacts-per-tenant and .contacts-per-minute must be at least 1");
        }
    }
}
