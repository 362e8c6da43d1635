package dev.postern.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** The buckets of one allowance, one for each caller that was seen lately. However many callers come, memory is bounded. */
final class Buckets {

    private static final int MOST = 100_000;

    /** A bucket that was not used for longer than it takes to fill is as good as new. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Allowance allowance;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    Buckets(Allowance allowance, TimeMeter time) {
        this.allowance = allowance;
        this.time = time;
        Duration full = allowance.window();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(full.compareTo(SHORTEST) > 0 ? full : SHORTEST)
                .build();
    }

    Allowance allowance() {
        return allowance;
    }

    /** Takes one request out of the caller's bucket, if there is one left in it. */
    ConsumptionProbe take(String caller) {
        return bucket(caller).tryConsumeAndReturnRemaining(1);
    }

    /** How long until the caller's bucket has something in it again; zero if it has. */
    Duration untilAny(String caller) {
        return Duration.ofNanos(bucket(caller).estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    private Bucket bucket(String caller) {
        return buckets.get(
                caller,
                key -> Bucket.builder()
                        .addLimit(allowance.bandwidth())
                        .withCustomTimePrecision(time)
                        .build());
    }
}
