package dev.postern.resolution;

import dev.postern.database.Notifications;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets requests wait for a change of a mapping, on whichever replica it is made. While this one cannot be told of changes
 * nobody is woken; as soon as it can again, everybody is.
 */
@Component
class MappingSignals implements Notifications.Subscriber {

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** Begins to listen: what changes from now on is not missed. Close it. */
    Watch watch(MappingKey mapping) {
        Watch watch = new Watch(mapping);
        watches.add(watch);
        return watch;
    }

    /** How many requests may be waiting. */
    int waiting() {
        return watches.size();
    }

    /** One request that may wait. */
    final class Watch implements AutoCloseable {

        private final MappingKey mapping;
        private final Semaphore told = new Semaphore(0);

        private Watch(MappingKey mapping) {
            this.mapping = mapping;
        }

        /**
         * Waits until the mapping may have changed since the last time; false where the limit was reached before, or Postern
         * stops.
         */
        boolean await(Duration limit) {
            if (closing) {
                return false;
            }
            try {
                boolean changed = told.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
                told.drainPermits();
                return changed && !closing;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }

    @Override
    public void told(String payload) {
        MappingKey changed = MappingKey.parse(payload);
        wake(watch -> watch.mapping.equals(changed));
    }

    @Override
    public void missedSome() {
        wake(watch -> true);
    }

    /** Nobody waits for a replica that stops: its clients ask another one. */
    @EventListener(ContextClosedEvent.class)
    void release() {
        closing = true;
        wake(watch -> true);
    }

    private void wake(Predicate<Watch> which) {
        watches.stream().filter(which).forEach(watch -> watch.told.release());
    }
}
