package dev.postern.database;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Requests that wait for a change, on whichever replica it is made. While this replica cannot be told of changes nobody is
 * woken; as soon as it can again, everybody is.
 *
 * @param <K> what may change, as {@link Notifications} tells it
 */
public final class Watches<K> {

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** Begins to listen: what changes from now on is not missed. Close it. */
    public Watch watch(Predicate<K> ofInterest) {
        Watch watch = new Watch(ofInterest);
        watches.add(watch);
        return watch;
    }

    /** How many requests may be waiting. */
    public int size() {
        return watches.size();
    }

    /** Something has changed. */
    public void told(K changed) {
        watches.stream().filter(watch -> watch.ofInterest.test(changed)).forEach(Watch::wake);
    }

    /** Something may have changed that nobody was told of. */
    public void missedSome() {
        watches.forEach(Watch::wake);
    }

    /** Nobody waits for a replica that stops: its clients ask another one. */
    public void release() {
        closing = true;
        missedSome();
    }

    /** Whether {@link #release} was called. */
    public boolean released() {
        return closing;
    }

    /** One request that may wait. */
    public final class Watch implements AutoCloseable {

        private final Predicate<K> ofInterest;
        private final Semaphore told = new Semaphore(0);

        private Watch(Predicate<K> ofInterest) {
            this.ofInterest = ofInterest;
        }

        /**
         * Waits until something may have changed since the last time; false where the limit was reached before, or Postern
         * stops.
         */
        public boolean await(Duration limit) {
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

        private void wake() {
            told.release();
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }
}
