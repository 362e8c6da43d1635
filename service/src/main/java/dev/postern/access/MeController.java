package dev.postern.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Callers", description = "Who am I")
class MeController {

    @GetMapping("/api/v1/me")
    @Operation(operationId = "getMe", summary = "Who am I, which tenant, which role, and how long")
    MeView me(@Parameter(hidden = true) CallerAuthentication caller) {
        return MeView.of(caller);
    }
}
