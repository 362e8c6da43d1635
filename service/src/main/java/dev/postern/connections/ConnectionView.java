package dev.postern.connections;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.annotations.media.DiscriminatorMapping;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(
        name = "Connection",
        description = "A private path into a tenant's network.",
        oneOf = PrivateLinkView.class,
        discriminatorProperty = "kind",
        discriminatorMapping = @DiscriminatorMapping(value = "AWS_PRIVATELINK", schema = PrivateLinkView.class))
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        visible = true)
sealed interface ConnectionView permits PrivateLinkView {

    ConnectionId id();

    long version();

    long revision();

    static ConnectionView of(Connection connection) {
        return PrivateLinkView.of(connection);
    }
}
