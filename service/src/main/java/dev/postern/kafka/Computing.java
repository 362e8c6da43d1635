package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.dialling.Deadline;
import dev.postern.foundation.Shares;
import dev.postern.foundation.TenantId;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Computes what a broker makes us compute, on half of the processors: a virtual thread would not give its own one to a
 * request before it is done. One thing at a time for each tenant, so that none waits for more than one of another's.
 */
@Component
final class Computing implements AutoCloseable {

    private final Shares<TenantId> turns;
    private final ExecutorService threads;

    @Autowired
    Computing() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    Computing(int most) {
        this.turns = new Shares<>(most, 1);
        this.threads = Executors.newFixedThreadPool(
                most, Thread.ofPlatform().name("broker-computing-", 0).daemon().factory());
    }

    <T> T compute(TenantId tenant, Deadline deadline, Supplier<T> work) throws ProbeFailed {
        if (!turns.take(tenant, 1, deadline.remaining())) {
            throw late();
        }
        // What nobody waits for any longer still keeps its turn until it has ended.
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return work.get();
            } finally {
                turns.give(tenant, 1);
            }
        });
        threads.execute(task);
        try {
            return task.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw late();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw late();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("could not compute", failed);
        }
    }

    private static ProbeFailed late() {
        return new ProbeFailed(
                ProbeFailure.TIMEOUT,
                "What this broker has us compute was not computed in time: for a tenant that is done one at a time. Try again; if it stays so, have the users made with fewer SCRAM iterations, and let the listeners show shorter chains of certificates with smaller keys.");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
