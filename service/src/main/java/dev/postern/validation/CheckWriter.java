package dev.postern.validation;

import dev.postern.database.TenantScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
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

    private final ValidationKey key;
    private final int attempt;
    private final ValidationRows rows;
    private final TransactionTemplate transaction;
    private final BlockingQueue<Optional<Check>> queue = new LinkedBlockingQueue<>();
    private final FutureTask<Boolean> writing = new FutureTask<>(this::write, true);

    CheckWriter(ValidationKey key, int attempt, ValidationRows rows, TransactionTemplate transaction) {
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
                batch.add(queue.take());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            queue.drainTo(batch);
            TenantScope.run(key.tenantId(), () -> transaction.executeWithoutResult(status -> write(batch)));
        } while (batch.stream().allMatch(Optional::isPresent));
    }

    private void write(List<Optional<Check>> batch) {
        if (!rows.stillRuns(key.validationId(), attempt)) {
            throw new Superseded();
        }
        batch.forEach(check -> check.ifPresent(made -> rows.insert(key.validationId(), made)));
    }
}
