package dev.postern.database;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Does a thing once for all who want it at the same moment. */
final class SingleFlight<K, V> {

    private final ConcurrentMap<K, FutureTask<V>> underWay = new ConcurrentHashMap<>();

    /**
     * What {@code work} gives, or gives somebody else who has begun it and has not ended. Throws what it throws.
     *
     * @param work has deadlines of its own
     */
    V get(K key, Function<K, V> work) {
        FutureTask<V> mine = new FutureTask<>(() -> work.apply(key));
        FutureTask<V> first = underWay.putIfAbsent(key, mine);
        if (first == null) {
            try {
                mine.run();
            } finally {
                underWay.remove(key, mine);
            }
        }
        try {
            return (first == null ? mine : first).get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for what somebody else reads", stopped);
        }
    }
}
