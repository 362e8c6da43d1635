package dev.postern.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.audit}.
 *
 * @param retention how long a row is kept at least: its month goes when all of the month is older
 */
@ConfigurationProperties("postern.audit")
record AuditProperties(@DefaultValue("400d") Duration retention) {

    private static final Duration SHORTEST = Duration.ofDays(1);

    AuditProperties {
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("postern.audit.retention must be one day at least, not " + retention);
        }
    }
}
