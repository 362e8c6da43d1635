package dev.postern.connections;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.reconciler}: how often, how long, how late.
 *
 * @param observerInterval between two looks at all endpoints of a placement
 * @param rescueInterval between two searches for connections whose task got lost
 * @param backoffInitial before a step is tried again for the first time; doubles with each attempt
 * @param backoffMax before it is tried again at most
 * @param pauseMax for which nothing is asked of an account and region at most, after AWS has asked to slow down
 * @param deletionInterval between two looks at an endpoint that is being deleted, should the observer not tell earlier
 * @param visibilityGrace for so long after its creation an endpoint that AWS does not know is taken to be not known yet
 * @param tombstoneRetention for so long a deleted connection can be read by its id
 * @param historyRetention for so long a row of history is kept
 * @param purgeInterval between two removals of what need not be kept any longer
 */
@ConfigurationProperties("postern.reconciler")
record ReconcilerProperties(
        @DefaultValue("10s") Duration observerInterval,
        @DefaultValue("30s") Duration rescueInterval,
        @DefaultValue("1s") Duration backoffInitial,
        @DefaultValue("5m") Duration backoffMax,
        @DefaultValue("30s") Duration pauseMax,
        @DefaultValue("30s") Duration deletionInterval,
        @DefaultValue("1m") Duration visibilityGrace,
        @DefaultValue("30d") Duration tombstoneRetention,
        @DefaultValue("400d") Duration historyRetention,
        @DefaultValue("1h") Duration purgeInterval) {

    /** How long to wait before a step that was tried so often is tried again, before any jitter. */
    Duration backoff(int attempt) {
        Duration doubled = backoffInitial.multipliedBy(1L << Math.clamp(attempt - 1L, 0, 20));
        return doubled.compareTo(backoffMax) < 0 ? doubled : backoffMax;
    }
}
