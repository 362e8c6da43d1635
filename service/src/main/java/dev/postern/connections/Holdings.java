package dev.postern.connections;

import dev.postern.connections.spi.PlacementId;
import org.jspecify.annotations.Nullable;

/**
 * What we hold for a connection.
 *
 * @param generation of the endpoint that is there or the next to be made; from 1
 * @param placement null until one is found
 * @param principal ARN of the connection's IAM role; null until it exists
 * @param serviceClaimed whether the service was seen, so that no other connection may have it
 * @param endpoint null while none is known
 * @param zone the hosted zone; {@link HeldZone#NONE} in the DNS mode {@code RESOLVER}
 */
record Holdings(
        int generation,
        @Nullable PlacementId placement,
        @Nullable String principal,
        boolean serviceClaimed,
        @Nullable Endpoint endpoint,
        HeldZone zone) {

    static final Holdings NONE = new Holdings(1, null, null, false, null, HeldZone.NONE);

    Holdings placedIn(@Nullable PlacementId place) {
        return new Holdings(generation, place, principal, serviceClaimed, endpoint, zone);
    }

    Holdings withPrincipal(@Nullable String arn) {
        return new Holdings(generation, placement, arn, serviceClaimed, endpoint, zone);
    }

    Holdings withService(boolean claimed) {
        return new Holdings(generation, placement, principal, claimed, endpoint, zone);
    }

    Holdings withEndpoint(@Nullable Endpoint known) {
        return new Holdings(generation, placement, principal, serviceClaimed, known, zone);
    }

    Holdings withZone(HeldZone held) {
        return new Holdings(generation, placement, principal, serviceClaimed, endpoint, held);
    }

    /** From here on another endpoint is to be made; whatever is left of earlier ones is deleted on the way. */
    Holdings nextGeneration() {
        return new Holdings(generation + 1, placement, principal, serviceClaimed, null, zone);
    }

    /** The placement; throws {@link IllegalStateException} in states that come before there is one. */
    PlacementId requiredPlacement() {
        if (placement == null) {
            throw new IllegalStateException("the connection has no placement yet");
        }
        return placement;
    }

    /** The endpoint; throws {@link IllegalStateException} in states that come before there is one. */
    Endpoint requiredEndpoint() {
        if (endpoint == null) {
            throw new IllegalStateException("the connection has no endpoint");
        }
        return endpoint;
    }
}
