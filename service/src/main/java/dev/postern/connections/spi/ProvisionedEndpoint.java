package dev.postern.connections.spi;

import java.util.List;
import java.util.Optional;
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
     * @param hostedZoneId of the zone in Route 53 that AWS has the name in, for aliases; null if it does not say
     */
    public record Name(
            String name, @Nullable String zone, @Nullable String hostedZoneId) {}

    /** What a record for the whole endpoint stands for: its regional name; empty until there is one. */
    public Optional<AliasTarget> aliasTarget() {
        for (Name name : names) {
            String hostedZone = name.hostedZoneId();
            if (name.zone() == null && hostedZone != null) {
                return Optional.of(new AliasTarget(name.name(), hostedZone));
            }
        }
        return Optional.empty();
    }

    /** {@code lastError} and {@code failureReason} of the endpoint. */
    public record Failure(@Nullable String code, String message) {}
}
