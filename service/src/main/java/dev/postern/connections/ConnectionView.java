package dev.postern.connections;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.DiscriminatorMapping;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "Connection",
        description = "A private path into a tenant's network.",
        oneOf = {PrivateLinkView.class, BastionView.class},
        discriminatorProperty = "kind",
        discriminatorMapping = {
            @DiscriminatorMapping(value = "AWS_PRIVATELINK", schema = PrivateLinkView.class),
            @DiscriminatorMapping(value = "SSH_BASTION", schema = BastionView.class)
        })
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true)
sealed interface ConnectionView permits PrivateLinkView, BastionView {

    ConnectionId id();

    @Nullable
    NextAction nextAction();

    long version();

    long revision();

    static ConnectionView of(Connection connection) {
        return switch (connection) {
            case PrivateLinkConnection privateLink -> PrivateLinkView.of(privateLink);
            case BastionConnection bastion -> BastionView.of(bastion);
        };
    }
}
