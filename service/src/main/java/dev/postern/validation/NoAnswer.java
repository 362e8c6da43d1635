package dev.postern.validation;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import java.util.Optional;

/** What to do about a target that accepts connections and then gives no answer. */
final class NoAnswer {

    private NoAnswer() {}

    /** Empty if {@code cause} is another one. */
    static Optional<String> remedy(Reading<?> reading, ProbeFailure cause) {
        if (reading.route().tunnelled() && (cause == ProbeFailure.TIMEOUT || cause == ProbeFailure.CONNECTION_LOST)) {
            return Optional.of(
                    "Tenant: see from the bastion of connection %s whether broker %s hangs, or wants another security protocol than the cluster's. While the bastion is away every connection ends like this: the connection says so."
                            .formatted(
                                    reading.route().connectionId(),
                                    reading.target().broker()));
        }
        return switch (cause) {
            case TIMEOUT ->
                Optional.of(
                        "Tenant: see whether broker %s hangs: it, or whatever else the target group of %s leads to, accepts connections and then says nothing."
                                .formatted(
                                        reading.target().broker(),
                                        reading.route().listener()));
            case CONNECTION_LOST ->
                Optional.of(
                        "Tenant: see that broker %s runs and is a healthy target of the target group of %s: where no target is healthy, a load balancer sends to the unhealthy ones. A broker's listener with another security protocol hangs up too."
                                .formatted(
                                        reading.target().broker(),
                                        reading.route().listener()));
            case ADDRESS_FORBIDDEN,
                    NAME_NOT_RESOLVED,
                    TCP_REFUSED,
                    TCP_TIMEOUT,
                    TCP_UNREACHABLE,
                    TLS,
                    LOGIN_REFUSED,
                    PROTOCOL -> Optional.empty();
        };
    }
}
