package dev.postern.connections;

import dev.postern.foundation.Hostname;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

@Schema(name = "DnsSettings", description = "How clients get to know the endpoint's names.")
record DnsSettings(
        @Schema(
                description =
                        "`RESOLVER`: nothing in DNS, clients follow the resolver mapping. `HOSTED_ZONE`: a private "
                                + "hosted zone in the endpoint's VPC for the one hostname that all brokers advertise, each with a "
                                + "port of its own, so that clients need nothing else")
        @NotNull(message = "is required: RESOLVER or HOSTED_ZONE")
        DnsMode mode,

        @Schema(
                description =
                        "The hostname that brokers advertise; with `HOSTED_ZONE` only. Must lie under one of the domains "
                                + "that the operator allows the tenant",
                example = "kafka.acme.example")
        @Size(max = 253, message = "must have at most 253 characters")
        @Nullable
        String hostname) {

    static final DnsSettings DEFAULT = new DnsSettings(DnsMode.RESOLVER, null);

    DnsSettings {
        hostname = hostname == null ? null : Hostname.canonical(hostname);
    }

    static DnsSettings of(@Nullable Hostname hostname) {
        return hostname == null ? DEFAULT : new DnsSettings(DnsMode.HOSTED_ZONE, hostname.value());
    }
}
