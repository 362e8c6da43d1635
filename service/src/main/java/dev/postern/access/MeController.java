package dev.postern.access;

import dev.postern.foundation.TenantId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Callers", description = "Who am I")
class MeController {

    @Schema(name = "Me", description = "The caller, as Postern knows it.")
    record MeView(
            @Schema(description = "The token that the request carried")
            TokenId tokenId,

            @Schema(description = "The token's name") String name,
            @Schema(description = "What the caller may do") Role role,

            @Schema(description = "The caller's tenant; null for the operator and for fleet-wide tokens") @Nullable
            TenantId tenantId,

            @Schema(description = "When the token stops working; null if it does not by itself") @Nullable
            Instant expiresAt) {}

    @GetMapping("/api/v1/me")
    @Operation(operationId = "getMe", summary = "Who am I, which tenant, which role")
    MeView me() {
        Caller caller = Caller.current();
        return new MeView(caller.tokenId(), caller.name(), caller.role(), caller.tenantId(), caller.expiresAt());
    }
}
