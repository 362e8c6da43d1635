package dev.postern.audit;

import dev.postern.access.Caller;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

@Schema(name = "AuditActor", description = "Who did it.")
record Actor(
        @Schema(
                description =
                        "A token's id, or what in Postern did it by itself: `reconciler`, `postern`; `several` for "
                                + "denied attempts of many callers")
        String id,

        @Schema(description = "The token's name at that time; null for Postern itself") @Nullable
        String name,

        @Schema(description = "The caller's role at that time; null for Postern itself") @Nullable
        String role) {

    static Actor of(Caller caller) {
        return new Actor(caller.actor(), caller.name(), caller.role().name());
    }

    /** A part of Postern that works without being asked. */
    static Actor worker(String name) {
        return new Actor(name, null, null);
    }

    /** The caller whose request this thread serves; empty where it serves none, or nobody's. */
    static Optional<Caller> caller() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }
}
