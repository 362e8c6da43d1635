package dev.postern.sandbox.kafka;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The same thing for several at once. */
final class InParallel {
    private InParallel() {}

    /**
     * Returns when all have ended, well or badly.
     *
     * @throws IllegalStateException if any failed, with the first failure as cause and the others suppressed in it
     */
    static <T> void run(Collection<T> items, Consumer<? super T> action) {
        IllegalStateException failure = null;
        try (var executor = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("kafka-sandbox-", 1).factory())) {
            var running = items.stream()
                    .map(item -> executor.submit(() -> action.accept(item)))
                    .toList();
            for (var each : running) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    if (failure == null) {
                        failure = new IllegalStateException(e.getCause());
                    } else {
                        failure.addSuppressed(e.getCause());
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while Kafka nodes start or stop", e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
