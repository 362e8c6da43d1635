package dev.postern.connections;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

@Schema(name = "HostKeyApproval", description = "Somebody has compared the host key with that of the bastion itself.")
record ApprovedFingerprint(
        @Schema(
                description = "Of the key that the bastion showed, as ssh-keygen -l prints it",
                example = "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU")
        @NotNull(message = "is required: SHA256:...")
        @Pattern(
                regexp = "SHA256:[A-Za-z0-9+/]{43}",
                message = "must be SHA256: and 43 characters, as ssh-keygen -l prints it")
        String fingerprint) {}
