package dev.postern.validation;

import dev.postern.database.TenantScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the checks of one run as they come, on a thread of its own: whoever makes a check does not wait for the
 * database, and checks that come together are written together.
 */
final class CheckWriter implements Consumer<Check> {

    /** The attempt is no longer the one that counts, or the run is gone. */
    static final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** In which checks are written together, so that those who follow a run are not told of each by itself. */
    private static final Duration MOMENT = Duration.ofMillis(200);

    private final ValidationKey key;
    private final int attempt;
    private final ValidationRows rows;
    private final TransactionTemplate transaction;
    private final IntConsumer progress;
    private int written;
    private final BlockingQueue<Optional<Check>> queue = new LinkedBlockingQueue<>();
    private final FutureTask<Boolean> writing = new FutureTask<>(this::write, true);

    /** @param progress is told in each transaction how many checks are written by then */
    CheckWriter(
            ValidationKey key,
            int attempt,
            ValidationRows rows,
            TransactionTemplate transaction,
            IntConsumer progress) {
        this.progress = progress;
        this.key = key;
        this.attempt = attempt;
        this.rows = rows;
        this.transaction = transaction;
        Thread.ofVirtual().name("validation-writer").start(writing);
    }

    @Override
    public void accept(Check check) {
        queue.add(Optional.of(check));
    }

    /** Returns when everything is written; throws what kept it from being written. */
    void finish() throws InterruptedException {
        queue.add(Optional.empty());
        try {
            writing.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Superseded superseded) {
                throw superseded;
            }
            throw new CompletionException(failed.getCause());
        }
    }

    private void write() {
        List<Optional<Check>> batch = new ArrayList<>();
        do {
            batch.clear();
            try {
                gather(batch);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            TenantScope.run(key.tenantId(), () -> transaction.executeWithoutResult(status -> write(batch)));
        } while (batch.stream().allMatch(Optional::isPresent));
    }

    /** Those that come within a moment, after the first one; those before the end at once. */
    private void gather(List<Optional<Check>> batch) throws InterruptedException {
        Optional<Check> next = queue.take();
        long until = System.nanoTime() + MOMENT.toNanos();
        while (next != null) {
            batch.add(next);
            next = next.isEmpty() ? null : queue.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void write(List<Optional<Check>> batch) {
        List<Check> made = batch.stream().flatMap(Optional::stream).toList();
        if (!rows.add(key.validationId(), attempt, made)) {
            throw new Superseded();
        }
        if (!made.isEmpty()) {
            written += made.size();
            progress.accept(written);
        }
    }
}
