package dev.postern.connections;

import dev.postern.foundation.Names;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(
        name = "PrivateLinkPatch",
        description = "What can be changed of a connection. All but the name only as long as there is no endpoint.")
record PrivateLinkPatch(
        @Schema(description = "What people call it", example = "acme-kafka")
        @NotNull(message = "cannot be removed")
        @Pattern(regexp = Names.PATTERN, message = Names.RULE)
        String name,

        @Schema(
                description = "The name of the tenant's endpoint service",
                example = "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718")
        @Nullable
        String serviceName,

        @Schema(description = "The region of the service, if it is another than that of the zones") @Nullable
        String serviceRegion,

        @Schema(description = "Ids of the availability zones to have the endpoint in", example = "[\"use1-az1\"]")
        @NotNull(message = "cannot be removed")
        @Size(min = 1, max = PrivateLinkCreate.MOST_ZONES, message = "must have 1 to 16 zone ids")
        List<String> availabilityZones,

        @Schema(
                description =
                        "How clients get to know the endpoint's names; null for `RESOLVER`. Fixed, as service and "
                                + "zones are, once there is an endpoint, and for good once there was a hosted zone")
        @Valid
        @Nullable
        DnsSettings dns) {

    PrivateLinkPatch {
        dns = dns == null ? DnsSettings.DEFAULT : dns;
    }

    static PrivateLinkPatch of(PrivateLinkConnection connection) {
        PrivateLinkIntent intent = connection.intent();
        return new PrivateLinkPatch(
                connection.name(),
                intent.serviceName(),
                intent.serviceRegion(),
                intent.availabilityZones(),
                DnsSettings.of(intent.hostname()));
    }

    /** Whether both want the same, whatever they call it. */
    boolean sameTarget(PrivateLinkPatch other) {
        return named("").equals(other.named(""));
    }

    private PrivateLinkPatch named(String other) {
        return new PrivateLinkPatch(other, serviceName, serviceRegion, availabilityZones, dns);
    }
}
