package dev.postern.connections;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.foundation.TenantId;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How often bastions of a tenant are contacted. It is the tenant who says where they are: whoever names one place after the
 * other, to learn what is there, is slow.
 */
final class ContactRate {

    private static final int MOST_TENANTS = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;

    /** One that was not used for a minute is full, and as good as new. */
    private final Cache<TenantId, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_TENANTS)
            .expireAfterAccess(MINUTE)
            .build();

    ContactRate(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Takes one contact; how long to wait for the next one if there is none left, zero if it was taken. */
    Duration take(TenantId tenant) {
        return Duration.ofNanos(buckets.get(tenant, id -> bucket())
                .tryConsumeAndReturnRemaining(1)
                .getNanosToWaitForRefill());
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }
}
