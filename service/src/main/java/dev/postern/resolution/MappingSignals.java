package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Lets requests wait for the next version of a mapping. Changes of this replica wake them after their commit; those of
 * other replicas are noticed by one query a second for all that is waited for.
 */
@Component
class MappingSignals implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(MappingSignals.class);
    private static final long POLL_MILLIS = 1_000;

    private final FleetMappings mappings;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService poll = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("mapping-signals").daemon().factory());
    private volatile boolean closing;

    MappingSignals(FleetMappings mappings) {
        this.mappings = mappings;
        poll.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Begins to listen: what changes from now on is not missed. Close it. */
    Watch watch(ClusterId cluster) {
        Watch watch = new Watch(cluster);
        watches.add(watch);
        return watch;
    }

    /** How many requests may be waiting. */
    int waiting() {
        return watches.size();
    }

    /** One request that may wait. */
    final class Watch implements AutoCloseable {

        private final ClusterId cluster;
        private final CountDownLatch changed = new CountDownLatch(1);
        private volatile long seen = Long.MAX_VALUE;

        private Watch(ClusterId cluster) {
            this.cluster = cluster;
        }

        /** Waits until the mapping is no longer at {@code version}, or the time is over, or Postern stops. */
        void await(long version, Duration limit) {
            seen = version;
            if (closing) {
                return;
            }
            try {
                if (!changed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.debug("No new version of the mapping of {} within {}", cluster, limit);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(MappingChanged change) {
        watches.stream()
                .filter(watch -> watch.cluster.equals(change.clusterId()))
                .forEach(watch -> watch.changed.countDown());
    }

    private void poll() {
        try {
            Set<ClusterId> waitedFor =
                    watches.stream().map(watch -> watch.cluster).collect(Collectors.toSet());
            if (waitedFor.isEmpty()) {
                return;
            }
            Map<ClusterId, Long> versions = mappings.versions(waitedFor);
            watches.stream()
                    .filter(watch -> watch.seen != Long.MAX_VALUE
                            && versions.getOrDefault(watch.cluster, Long.MAX_VALUE) != watch.seen)
                    .forEach(watch -> watch.changed.countDown());
        } catch (RuntimeException databaseAway) {
            log.warn("Could not ask whether other replicas changed a mapping; asking again", databaseAway);
        }
    }

    /** Nobody waits for a replica that stops: its clients ask another one. */
    @EventListener(ContextClosedEvent.class)
    void release() {
        closing = true;
        watches.forEach(watch -> watch.changed.countDown());
    }

    @Override
    public void destroy() {
        poll.shutdownNow();
    }
}
