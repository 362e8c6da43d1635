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
 * @param epoch of the installation when an endpoint was last about to be asked for: since then there may be one, which
 *     takes up room in the placement; null before, and when it is gone
 * @param endpoint null while none is known
 * @param zone the hosted zone; {@link HeldZone#NONE} in the DNS mode {@code RESOLVER}
 */
record Holdings(
        int generation,
        @Nullable PlacementId placement,
        @Nullable String principal,
        boolean serviceClaimed,
        @Nullable Long epoch,
        @Nullable Endpoint endpoint,
        HeldZone zone) {

    static final Holdings NONE = new Holdings(1, null, null, false, null, null, HeldZone.NONE);

    Holdings placedIn(@Nullable PlacementId place) {
        return new Holdings(generation, place, principal, serviceClaimed, epoch, endpoint, zone);
    }

    Holdings withPrincipal(@Nullable String arn) {
        return new Holdings(generation, placement, arn, serviceClaimed, epoch, endpoint, zone);
    }

    Holdings withService(boolean claimed) {
        return new Holdings(generation, placement, principal, claimed, epoch, endpoint, zone);
    }

    Holdings withEndpoint(Endpoint known) {
        return new Holdings(generation, placement, principal, serviceClaimed, epoch, known, zone);
    }

    /** From here on there may be an endpoint in that placement, whether we come to know of it or not. */
    Holdings reserved(PlacementId place, long now) {
        return new Holdings(generation, place, principal, serviceClaimed, now, endpoint, zone);
    }

    /** AWS has nothing left of any endpoint: the room is free. */
    Holdings withoutEndpoint() {
        return new Holdings(generation, placement, principal, serviceClaimed, null, null, zone);
    }

    Holdings withZone(HeldZone held) {
        return new Holdings(generation, placement, principal, serviceClaimed, epoch, endpoint, held);
    }

    /** Whether an endpoint may be there that we have not seen on its way out. */
    boolean endpointMayAppear() {
        return epoch != null
                && (endpoint == null || !EndpointState.of(endpoint.state()).leaving());
    }

    /** From here on another endpoint is to be made; whatever is left of earlier ones is deleted on the way. */
    Holdings nextGeneration() {
        return new Holdings(generation + 1, placement, principal, serviceClaimed, epoch, null, zone);
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
