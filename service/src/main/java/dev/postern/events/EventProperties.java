package dev.postern.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.events}.
 *
 * @param retention how long an event is kept
 * @param purgeInterval between two removals of older ones
 * @param heartbeat after so long without an event a stream says that it is still there
 * @param streamLifetime after which a stream ends, and its client connects anew
 * @param patience for a client that takes what it is sent: for each part of a stream as a whole, however it drips
 * @param lookInterval between two looks for what happened on other replicas, as long as this one has streams
 */
@ConfigurationProperties("postern.events")
record EventProperties(
        @DefaultValue("7d") Duration retention,
        @DefaultValue("1h") Duration purgeInterval,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("30m") Duration streamLifetime,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("500ms") Duration lookInterval) {

    EventProperties {
        if (retention.compareTo(Duration.ofMinutes(1)) < 0 || !purgeInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "postern.events.retention must be one minute at least, and the purge-interval positive");
        }
        if (!heartbeat.isPositive()
                || !streamLifetime.isPositive()
                || !patience.isPositive()
                || !lookInterval.isPositive()) {
            throw new IllegalArgumentException(
                    "postern.events.heartbeat, .stream-lifetime, .patience and .look-interval must be longer than 0");
        }
    }
}
