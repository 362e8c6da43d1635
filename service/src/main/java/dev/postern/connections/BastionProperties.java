package dev.postern.connections;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.bastions}: how often, how long.
 *
 * @param contactLimit for which one contact with a bastion may take, from its name to the last answer
 * @param retryMax before a bastion that lets us in with no key, or forbids a broker, is tried again at most: somebody may be
 *     waiting for it. One that is away is tried as rarely as other things are
 * @param checkInterval between two looks at a bastion that is available: which keys it lets in, what it forwards to
 */
@ConfigurationProperties("postern.bastions")
record BastionProperties(
        @DefaultValue("10s") Duration contactLimit,
        @DefaultValue("15s") Duration retryMax,
        @DefaultValue("5m") Duration checkInterval) {}
