package dev.postern.connections.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VPC endpoint of one connection.
 *
 * @param id such as {@code vpce-0123456789abcdef0}
 * @param state as AWS writes it, in its spelling; may be one that nobody knows yet
 * @param names the DNS names to reach it by; empty until the endpoint is available
 * @param failure what AWS says went wrong; null if it says nothing
 * @param tagged whether it carries the connection's tags
 */
public record ProvisionedEndpoint(
        String id, String state, List<Name> names, @Nullable Failure failure, boolean tagged) {

    public ProvisionedEndpoint {
        names = List.copyOf(names);
    }

    /**
     * One DNS name.
     *
     * @param zone the id of the zone that it leads into; null for the regional name
     */
    public record Name(String name, @Nullable String zone) {}

    /** {@code lastError} and {@code failureReason} of the endpoint. */
    public record Failure(@Nullable String code, String message) {}
}
