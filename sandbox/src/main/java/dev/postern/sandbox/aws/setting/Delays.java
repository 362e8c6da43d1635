package dev.postern.sandbox.aws.setting;

import java.time.Duration;

/**
 * How long each transition takes with {@link TimeMode#AUTO}. A transition that takes no time is made at once and is
 * none that {@link TimeMode#EXPLICIT} would wait for.
 *
 * @param endpointVisible from the creation of an endpoint until its id is found; nothing, unless a test wants to see
 *     eventual consistency
 * @param endpointProvisioned from {@code pending} to {@code available}
 * @param endpointDeleted from {@code deleting} to {@code deleted}
 * @param endpointForgotten from {@code deleted} to not found
 * @param roleUsable from the creation of a role until it can be assumed; 10 to 30 seconds in AWS
 * @param dnsInSync from {@code PENDING} to {@code INSYNC}
 */
public record Delays(
        Duration endpointVisible,
        Duration endpointProvisioned,
        Duration endpointDeleted,
        Duration endpointForgotten,
        Duration roleUsable,
        Duration dnsInSync) {

    public Delays {
        check("endpointVisible", endpointVisible);
        check("endpointProvisioned", endpointProvisioned);
        check("endpointDeleted", endpointDeleted);
        check("endpointForgotten", endpointForgotten);
        check("roleUsable", roleUsable);
        check("dnsInSync", dnsInSync);
    }

    /** Long enough to be seen, short enough not to be waited for. */
    public static Delays brief() {
        return new Delays(
                Duration.ZERO,
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                Duration.ofMillis(200),
                Duration.ZERO,
                Duration.ofMillis(100));
    }

    /** The same, with another time until a new endpoint is found. */
    public Delays withEndpointVisible(Duration delay) {
        return new Delays(delay, endpointProvisioned, endpointDeleted, endpointForgotten, roleUsable, dnsInSync);
    }

    /** The same, with another time until a new role can be assumed. */
    public Delays withRoleUsable(Duration delay) {
        return new Delays(endpointVisible, endpointProvisioned, endpointDeleted, endpointForgotten, delay, dnsInSync);
    }

    private static void check(String name, Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but is " + delay);
        }
    }
}
