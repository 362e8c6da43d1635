package dev.postern.connections;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.DiscriminatorMapping;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "ConnectionCreate",
        description = "A connection to be made.",
        oneOf = {PrivateLinkCreate.class, BastionCreate.class},
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "AWS_PRIVATELINK", schema = PrivateLinkCreate.class),
            @DiscriminatorMapping(value = "SSH_BASTION", schema = BastionCreate.class)
        })
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true,
        defaultImpl = ConnectionCreate.NotOffered.class)
sealed interface ConnectionCreate permits PrivateLinkCreate, BastionCreate, ConnectionCreate.NotOffered {

    /**
     * A kind that we do not make.
     *
     * @param kind as it was sent; null if it was not
     */
    @Schema(hidden = true)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record NotOffered(@Nullable String kind) implements ConnectionCreate {}
}
