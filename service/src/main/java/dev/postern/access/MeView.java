package dev.postern.access;

import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "Me", description = "The caller, as Postern knows it.")
record MeView(
        @Schema(
                description = "The token that the request carried, or the session began with; null for a person whom "
                        + "the OIDC issuer vouches for")
        @Nullable
        TokenId tokenId,

        @Schema(description = "How history names the caller: the token's id, or `oidc:` and the issuer's subject")
        String actor,

        @Schema(description = "The token's name, or the person's")
        String name,

        @Schema(description = "What the caller may do") Role role,

        @Schema(description = "The caller's tenant; null for the operator and for fleet-wide tokens") @Nullable
        TenantId tenantId,

        @Schema(description = "When the token, or the session, stops working; null if it does not by itself") @Nullable
        Instant expiresAt,

        @Schema(
                description = "For a session: the seconds without a request after which it ends; null without one",
                example = "1800")
        @Nullable
        Long sessionIdleSeconds) {

    static MeView of(CallerAuthentication authentication) {
        Caller caller = authentication.getPrincipal();
        return new MeView(
                caller.identity() instanceof Identity.OfToken token ? token.tokenId() : null,
                caller.actor(),
                caller.name(),
                caller.role(),
                caller.tenantId(),
                caller.expiresAt(),
                authentication.sessionIdle().map(Duration::toSeconds).orElse(null));
    }
}
