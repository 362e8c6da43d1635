package dev.postern.validation;

import dev.postern.clusters.spi.ApiVersionsOutcome;
import dev.postern.clusters.spi.BrokerMetadataOutcome;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets the cluster's metadata from the first party that can give it. One is asked at a time, but whoever waits for its
 * turn while nothing comes asks too: a broker that says nothing delays nobody for long. Whoever waits for the metadata
 * waits no longer than until somebody has it, or nobody is left who might. Another cluster's metadata counts only if
 * nobody gives this one's.
 */
final class MetadataDesk {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String HANGS_UP =
            "Tenant: see that the cluster's security protocol is that of the brokers' listener; a broker that wants a log-in hangs up on everybody else.";

    private final @Nullable String expectedClusterId;
    private final Probes probes;
    private final Journal journal;
    private final LoginGate gate;
    private final Consumer<Reading<ClusterMetadata>> onMetadata;
    private final CompletableFuture<Optional<ClusterMetadata>> result = new CompletableFuture<>();
    private final Semaphore turn = new Semaphore(1);
    private final ReentrantLock desk = new ReentrantLock();
    private final long began = System.nanoTime();
    private int climbing;
    private @Nullable Reading<ClusterMetadata> stranger;
    private @Nullable Reading<ProbeError> lastError;

    /**
     * @param parties so many will call {@link #reached} once each
     * @param expectedClusterId null if the cluster's id is not known yet
     * @param onMetadata writes the check, and whatever else is to happen before anybody learns of it; called once
     */
    MetadataDesk(
            int parties,
            @Nullable String expectedClusterId,
            Probes probes,
            LoginGate gate,
            Journal journal,
            Consumer<Reading<ClusterMetadata>> onMetadata) {
        this.climbing = parties;
        this.expectedClusterId = expectedClusterId;
        this.probes = probes;
        this.gate = gate;
        this.journal = journal;
        this.onMetadata = onMetadata;
        if (parties == 0) {
            settle();
        }
    }

    /** @param standing the addresses at which a broker answered to the party that has climbed; none if it could not */
    void reached(List<Reading<ApiVersionsOutcome>> standing) {
        try {
            standing.forEach(this::askInTurn);
            atDesk(() -> {
                climbing--;
                if (climbing == 0 && !result.isDone()) {
                    settle();
                }
            });
        } catch (RuntimeException bug) {
            result.completeExceptionally(bug);
            throw bug;
        }
    }

    /** The metadata, or nothing if nobody gave it. */
    Optional<ClusterMetadata> await() {
        return Fork.join(result);
    }

    /** The metadata, if somebody has given it by now. */
    Optional<ClusterMetadata> given() {
        return result.getNow(Optional.empty());
    }

    private void askInTurn(Reading<ApiVersionsOutcome> address) {
        boolean mine = awaitTurn();
        try {
            if (!result.isDone() && gate.open()) {
                BrokerMetadataOutcome outcome = probes.metadata(address.target());
                atDesk(() -> read(address.with(outcome)));
            }
        } finally {
            if (mine) {
                turn.release();
            }
        }
    }

    private boolean awaitTurn() {
        try {
            return turn.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CompletionException(stopped);
        }
    }

    private void read(Reading<BrokerMetadataOutcome> outcome) {
        if (result.isDone()) {
            return;
        }
        switch (outcome.result()) {
            case BrokerMetadataOutcome.Answered(ClusterMetadata answered)
            when expectedClusterId == null || expectedClusterId.equals(answered.kafkaClusterId()) ->
                take(outcome.with(answered));
            case BrokerMetadataOutcome.Answered(ClusterMetadata other) -> stranger = outcome.with(other);
            case BrokerMetadataOutcome.Failed(ProbeError error) -> {
                lastError = outcome.with(error);
                if (error.cause() == ProbeFailure.LOGIN_REFUSED) {
                    gate.refused(outcome.target().broker().toString());
                }
            }
        }
    }

    private void atDesk(Runnable work) {
        desk.lock();
        try {
            work.run();
        } finally {
            desk.unlock();
        }
    }

    private void take(Reading<ClusterMetadata> metadata) {
        onMetadata.accept(metadata);
        result.complete(Optional.of(metadata.result()));
    }

    /** Everybody has been asked. */
    private void settle() {
        Reading<ClusterMetadata> other = stranger;
        if (other != null) {
            take(other);
            return;
        }
        journal.write(CheckId.METADATA, began, lastError == null ? nobodyToAsk() : failed(lastError));
        result.complete(Optional.empty());
    }

    private static Finding nobodyToAsk() {
        return Finding.skipped(
                "Nobody could be asked: no broker answers.",
                "Do what the checks of the brokers and of the bootstrap addresses ask for first.");
    }

    private static Finding failed(Reading<ProbeError> reading) {
        ProbeError error = reading.result();
        return Finding.fail(
                error.detail(),
                Map.of("cause", error.cause().name()),
                error.cause() == ProbeFailure.CONNECTION_LOST
                        ? HANGS_UP
                        : NoAnswer.remedy(reading, error.cause()).orElse(HANGS_UP));
    }
}
