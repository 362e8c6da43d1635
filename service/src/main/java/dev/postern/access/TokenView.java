package dev.postern.access;

import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "Token", description = "An API token; its secret is never shown again after its creation.")
record TokenView(
        @Schema(description = "The token's id, which history names as the actor")
        TokenId id,

        @Schema(description = "What the token is for, in the words of who made it")
        String name,

        @Schema(description = "What a caller with this token may do")
        Role role,

        @Schema(description = "The tenant that the token is good for; null for the operator's own tokens") @Nullable
        TenantId tenantId,

        @Schema(description = "When the token was made") Instant createdAt,

        @Schema(description = "When the token stops working; null if it does not by itself") @Nullable
        Instant expiresAt) {

    static TokenView of(ApiToken token) {
        return new TokenView(
                token.id(), token.name(), token.role(), token.tenantId(), token.createdAt(), token.expiresAt());
    }
}
