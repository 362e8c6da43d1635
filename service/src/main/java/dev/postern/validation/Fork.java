package dev.postern.validation;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same for several things at once, each on a virtual thread of its own, and waits for all of them. */
interface Fork {

    <T> Future<T> start(java.util.concurrent.Callable<T> work);

    default <A, B> List<B> each(List<A> items, Function<A, B> work) {
        if (items.size() == 1) {
            return List.of(work.apply(items.getFirst()));
        }
        return items.stream().map(item -> start(() -> work.apply(item))).toList().stream()
                .map(Fork::join)
                .toList();
    }

    static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CompletionException(stopped);
        }
    }
}
