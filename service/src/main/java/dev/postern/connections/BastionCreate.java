package dev.postern.connections;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.postern.foundation.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@JsonTypeName("SSH_BASTION")
@Schema(name = "BastionConnectionCreate", description = "A connection over an SSH bastion, to be made.")
record BastionCreate(
        @Schema(description = "By which kind of path", allowableValues = "SSH_BASTION")
        @NotNull(message = "is required: SSH_BASTION")
        ConnectionKind kind,

        @Schema(
                description = "What people call it; unique among the tenant's connections, without regard to case",
                example = "acme-bastion")
        @NotNull(message = "is required")
        @Pattern(regexp = Names.PATTERN, message = Names.RULE)
        String name,

        @Schema(description = "Name or address of the bastion", example = "bastion.acme.example")
        @NotNull(message = "is required: a DNS name or an address")
        String host,

        @Schema(
                description = "Of its sshd; 22 if left out. Below 1024 only 22, unless the operator allows others",
                defaultValue = "22")
        @Min(value = 1, message = "must be from 1 to 65535")
        @Max(value = 65_535, message = "must be from 1 to 65535")
        @Nullable
        Integer port,

        @Schema(description = "As whom we log in", example = "postern")
        @NotNull(message = "is required: the user to log in as")
        @Pattern(regexp = BastionCreate.USER, message = BastionCreate.USER_RULE)
        String user,

        @Schema(
                description =
                        "The only host key that the bastion may show, in one line. If left out, it is asked for its "
                                + "key, which somebody then has to approve",
                example = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl")
        @Size(max = 4_200, message = "must have at most 4200 characters")
        @Nullable
        String hostKey)
        implements ConnectionCreate {

    static final String USER = "[A-Za-z_][A-Za-z0-9_.@-]{0,63}";
    static final String USER_RULE =
            "must be the name of a user: a letter or _, then at most 63 letters, digits or any of _.@-";
    private static final int SSH = 22;

    int portOrDefault() {
        return port == null ? SSH : port;
    }
}
