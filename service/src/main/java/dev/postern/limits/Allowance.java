package dev.postern.limits;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/**
 * What one caller may have of one kind of request.
 *
 * @param name as header fields and metrics have it
 * @param burst so many at once
 * @param perMinute so many come back
 */
record Allowance(String name, int burst, int perMinute) {

    Allowance {
        if (burst < 1 || perMinute < 1) {
            throw new IllegalArgumentException(
                    "postern.limits.requests.%s-burst and .%s-per-minute must be at least 1".formatted(name, name));
        }
    }

    Bandwidth bandwidth() {
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perMinute, Duration.ofMinutes(1))
                .build();
    }

    /** After which all of a burst has come back. */
    Duration window() {
        return Duration.ofSeconds(Math.ceilDiv(60L * burst, perMinute));
    }

    /** An item of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-10, section 3). */
    String policy() {
        return "\"%s\";q=%d;w=%d".formatted(name, burst, window().toSeconds());
    }
}
