package dev.postern.connections;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.postern.foundation.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JsonTypeName("AWS_PRIVATELINK")
@Schema(name = "PrivateLinkConnectionCreate", description = "A connection over AWS PrivateLink, to be made.")
record PrivateLinkCreate(
        @Schema(description = "By which kind of path", allowableValues = "AWS_PRIVATELINK")
        @NotNull(message = "is required: AWS_PRIVATELINK")
        ConnectionKind kind,

        @Schema(
                description = "What people call it; unique among the tenant's connections, without regard to case",
                example = "acme-kafka")
        @NotNull(message = "is required")
        @Pattern(regexp = Names.PATTERN, message = Names.RULE)
        String name,

        @Schema(
                description =
                        "The name of the tenant's endpoint service. May be left out at first: the tenant needs the "
                                + "connection's principal before it can allow it",
                example = "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718")
        @Nullable
        String serviceName,

        @Schema(
                description = "Ids of the availability zones to have the endpoint in, never zone names: those mean "
                        + "another zone in each AWS account",
                example = "[\"use1-az1\", \"use1-az4\"]")
        @NotNull(message = "is required: zone ids such as use1-az1")
        @Size(min = 1, max = PrivateLinkCreate.MOST_ZONES, message = "must have 1 to 16 zone ids")
        List<String> availabilityZones,

        @Schema(
                description =
                        "The region of the service, if it is another than that of the zones. Such an endpoint has "
                                + "regional names only",
                example = "eu-west-1")
        @Nullable
        String serviceRegion,

        @Schema(description = "How clients get to know the endpoint's names; `RESOLVER` if left out") @Valid @Nullable
        DnsSettings dns)
        implements ConnectionCreate {

    static final int MOST_ZONES = 16;
}
