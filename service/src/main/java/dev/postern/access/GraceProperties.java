package dev.postern.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.mappings}, as far as callers go.
 *
 * @param grace so long data planes read on while the database is away; 0 for not at all, five minutes at most
 */
@ConfigurationProperties("postern.mappings")
record GraceProperties(@DefaultValue("5m") Duration grace) {

    private static final Duration MOST = Duration.ofMinutes(5);

    GraceProperties {
        if (grace.isNegative() || grace.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("postern.mappings.grace must be from 0 to 5m, but is " + grace);
        }
    }
}
