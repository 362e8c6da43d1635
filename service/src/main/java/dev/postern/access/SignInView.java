package dev.postern.access;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(name = "SignIn", description = "How people sign in; with a token they always can.")
record SignInView(
        @Schema(
                description = "Where log-in with the operator's OIDC issuer begins; null where there is none",
                example = "/oauth2/authorization/postern")
        @Nullable
        String issuer) {}
