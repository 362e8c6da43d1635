package dev.postern.events;

import dev.postern.database.TenantScope;
import dev.postern.database.Watches;
import dev.postern.foundation.TenantId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What has happened lately, read once for all streams of this replica: however many there are, events are looked for by one
 * query at a time, and none at all while there is no stream. Who lags behind reads for itself.
 */
@Component
class RecentEvents {

    private static final Logger log = LoggerFactory.getLogger(RecentEvents.class);
    private static final int AT_ONCE = 500;
    private static final int MOST = 2_000;

    /** For a transaction that is still under way. */
    private static final Duration SOON = Duration.ofMillis(100);

    /** So that a storm of events does not wake all streams for each. */
    private static final Duration REST = Duration.ofMillis(100);

    private final EventRows rows;
    private final EventProperties properties;
    private final Watches<TenantId> streams = new Watches<>();
    private final Semaphore asked = new Semaphore(0);
    private volatile EventWindow window = EventWindow.NONE;
    private boolean begun;

    RecentEvents(EventRows rows, EventProperties properties, MeterRegistry meters) {
        this.rows = rows;
        this.properties = properties;
        Gauge.builder("postern.events.streams", streams, Watches::size)
                .description("Streams of events that are open")
                .register(meters);
    }

    /** Lets a stream wait for events of the tenant that is bound to the thread, outside of any for those of all. Close it. */
    Watches<TenantId>.Watch watch() {
        Watches<TenantId>.Watch watch = TenantScope.current()
                .map(tenant -> streams.watch(tenant::equals))
                .orElseGet(() -> streams.watch(any -> true));
        asked.release();
        return watch;
    }

    /** Something has happened, and is committed. */
    void happened() {
        asked.release();
    }

    /** How many streams there are. */
    int streams() {
        return streams.size();
    }

    boolean stopping() {
        return streams.released();
    }

    /** What comes after {@code position}, of the tenant that is bound to the thread, outside of any of all. */
    EventBatch after(EventPosition position, int limit) {
        return window.after(position, TenantScope.current(), limit).orElseGet(() -> rows.after(position, limit));
    }

    @EventListener(ContextRefreshedEvent.class)
    synchronized void begin() {
        if (!begun) {
            begun = true;
            Thread.ofVirtual().name("recent-events").start(this::run);
        }
    }

    private void run() {
        Duration pause = properties.lookInterval();
        boolean failed = false;
        while (awaitAsked(pause)) {
            try {
                pause = look() ? SOON : properties.lookInterval();
                failed = false;
            } catch (RuntimeException away) {
                if (!failed && !stopping()) {
                    log.warn("Streams of events wait, for events cannot be read: {}", away.getMessage());
                }
                failed = true;
                pause = properties.lookInterval();
            }
        }
    }

    private boolean awaitAsked(Duration limit) {
        try {
            if (asked.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                asked.drainPermits();
            }
            return !stopping();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether it is worth looking again soon. */
    private boolean look() {
        if (streams.size() == 0) {
            window = EventWindow.NONE;
            return false;
        }
        EventWindow before = window;
        if (before == EventWindow.NONE) {
            window = EventWindow.beginningAt(rows.now());
            streams.missedSome();
            return true;
        }
        EventBatch batch = rows.after(before.to(), AT_ONCE);
        window = before.plus(batch, MOST);
        batch.events().stream().map(StoredEvent::tenantId).distinct().forEach(streams::told);
        if (!batch.events().isEmpty()) {
            LockSupport.parkNanos(REST.toNanos());
        }
        return batch.full() || batch.soon();
    }

    /** Clients of a replica that stops connect to another one. */
    @EventListener(ContextClosedEvent.class)
    void release() {
        streams.release();
        asked.release();
    }
}
