package dev.postern.connections;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(name = "BastionPatch", description = "What can be changed of a connection over an SSH bastion.")
record BastionPatch(
        @Schema(description = "What people call it", example = "acme-bastion")
        @NotNull(message = "cannot be removed")
        @Pattern(regexp = Names.PATTERN, message = Names.RULE)
        String name,

        @Schema(description = "Name or address of the bastion", example = "bastion.acme.example")
        @NotNull(message = "cannot be removed")
        String host,

        @Schema(description = "Of its sshd")
        @NotNull(message = "cannot be removed")
        @Min(value = 1, message = "must be from 1 to 65535")
        @Max(value = 65_535, message = "must be from 1 to 65535")
        Integer port,

        @Schema(description = "As whom we log in", example = "postern")
        @NotNull(message = "cannot be removed")
        @Pattern(regexp = BastionCreate.USER, message = BastionCreate.USER_RULE)
        String user,

        @Schema(
                description =
                        "The only host key that the bastion may show, in one line; null to be asked for approval of "
                                + "the one that it shows")
        @Size(max = 4_200, message = "must have at most 4200 characters")
        @Nullable
        String hostKey) {

    static BastionPatch of(BastionConnection connection) {
        BastionAddress address = connection.intent().address();
        SshPublicKey hostKey = connection.intent().hostKey();
        return new BastionPatch(
                connection.name(),
                address.host(),
                address.port(),
                address.user(),
                hostKey == null ? null : hostKey.value());
    }

    BastionPatch named(String other) {
        return new BastionPatch(other, host, port, user, hostKey);
    }
}
