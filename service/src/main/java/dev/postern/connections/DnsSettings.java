package dev.postern.connections;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(name = "DnsSettings", description = "How clients get to know the endpoint's names.")
record DnsSettings(
        @Schema(
                description = "`RESOLVER`: nothing in DNS, clients follow the resolver mapping. "
                        + "`HOSTED_ZONE` is not offered by this version")
        @NotNull(message = "is required: use RESOLVER")
        DnsMode mode,

        @Schema(description = "The hostname that brokers advertise; with `HOSTED_ZONE` only")
        @Size(max = 253, message = "must have at most 253 characters")
        @Nullable
        String hostname) {

    static final DnsSettings DEFAULT = new DnsSettings(DnsMode.RESOLVER, null);
}
