package dev.postern.access;

import dev.postern.foundation.Secret;
import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Schema(name = "TokenCreated", description = "A new API token with its secret: this is the one time that it is shown.")
record TokenCreated(
        @Schema(description = "The token's id") TokenId id,
        @Schema(description = "What the token is for") String name,

        @Schema(description = "What a caller with this token may do")
        Role role,

        @Schema(description = "The tenant that the token is good for; null for the operator's own tokens") @Nullable
        TenantId tenantId,

        @Schema(description = "When the token was made") Instant createdAt,

        @Schema(description = "When the token stops working; null if it does not by itself") @Nullable
        Instant expiresAt,

        @Schema(description = "Send it as `Authorization: Bearer pst_...`; keep it safe, it cannot be read again")
        String secret) {

    static TokenCreated of(ApiToken token, Secret secret) {
        return new TokenCreated(
                token.id(),
                token.name(),
                token.role(),
                token.tenantId(),
                token.createdAt(),
                token.expiresAt(),
                secret.reveal());
    }

    @Override
    public String toString() {
        return "TokenCreated[id=" + id + ", role=" + role + "]";
    }
}
