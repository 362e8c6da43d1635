package dev.postern.limits;

import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.limits.requests}: of one replica, each at least 1. A burst is how many may come at once after a
 * pause; what is used up comes back evenly, so many a minute.
 *
 * @param enabled whether there is any limit
 * @param tokenPerMinute requests with one token
 * @param tenantPerMinute requests with all tokens of a tenant
 * @param expensivePerMinute requests of a tenant, or of an operator's token, that have AWS or brokers asked
 * @param changesPerMinute requests of a tenant, or of an operator's token, that are not reads, and sign-ins
 * @param failedPerMinute requests from one client address (IPv6: its /64) that were answered 401
 * @param longPollsPerToken requests with {@code Prefer: wait} that wait at once with one token
 * @param longPollsPerTenant that wait at once with all tokens of a tenant: a part of all, so that others find a place
 * @param longPolls that wait at once in all
 * @param largeReadsPerTenant readings of lists of clusters, topologies and validations of a tenant that are under way at
 *     once: each takes a processor for a moment, and its memory until it was read
 * @param underWayPerSession requests with the cookie of one session that are under way at once
 * @param underWayPerTenant all others of a tenant that are under way at once: each holds its answer until it was read
 * @param eventStreamsPerTenant streams of events that are open with all tokens of a tenant, or one of the operator's
 * @param eventStreams that are open in all
 */
@ConfigurationProperties("postern.limits.requests")
record RequestLimits(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("120000") int tokenPerMinute,
        @DefaultValue("20000") int tokenBurst,
        @DefaultValue("240000") int tenantPerMinute,
        @DefaultValue("40000") int tenantBurst,
        @DefaultValue("120") int expensivePerMinute,
        @DefaultValue("120") int expensiveBurst,
        @DefaultValue("600") int changesPerMinute,
        @DefaultValue("600") int changesBurst,
        @DefaultValue("120") int failedPerMinute,
        @DefaultValue("240") int failedBurst,
        @DefaultValue("1000") int longPollsPerToken,
        @DefaultValue("1000") int longPollsPerTenant,
        @DefaultValue("5000") int longPolls,
        @DefaultValue("8") int largeReadsPerTenant,
        @DefaultValue("50") int underWayPerSession,
        @DefaultValue("200") int underWayPerTenant,
        @DefaultValue("50") int eventStreamsPerTenant,
        @DefaultValue("2000") int eventStreams) {

    RequestLimits {
        if (Math.min(longPollsPerToken, Math.min(longPollsPerTenant, longPolls)) < 1) {
            throw new IllegalArgumentException("postern.limits.requests.long-polls* must be at least 1");
        }
        if (IntStream.of(
                        largeReadsPerTenant, underWayPerSession, underWayPerTenant, eventStreamsPerTenant, eventStreams)
                .anyMatch(each -> each < 1)) {
            throw new IllegalArgumentException(
                    "postern.limits.requests.large-reads-per-tenant, .under-way-per-* and .event-streams* must be at least 1");
        }
    }

    Allowance token() {
        return new Allowance("token", tokenBurst, tokenPerMinute);
    }

    Allowance tenant() {
        return new Allowance("tenant", tenantBurst, tenantPerMinute);
    }

    Allowance expensive() {
        return new Allowance("expensive", expensiveBurst, expensivePerMinute);
    }

    Allowance changes() {
        return new Allowance("changes", changesBurst, changesPerMinute);
    }

    Allowance failed() {
        return new Allowance("failed", failedBurst, failedPerMinute);
    }
}
