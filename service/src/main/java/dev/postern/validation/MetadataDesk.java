package dev.postern.validation;

import dev.postern.clusters.spi.BrokerMetadataOutcome;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ProbeError;
import dev.postern.clusters.spi.ProbeTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets the cluster's metadata from the first party that can give it. Whoever waits for it waits no longer than until
 * somebody has it, or nobody is left who might.
 */
final class MetadataDesk {

    private final Probes probes;
    private final Journal journal;
    private final Consumer<ClusterMetadata> onMetadata;
    private final CompletableFuture<Optional<ClusterMetadata>> result = new CompletableFuture<>();
    private final ReentrantLock asking = new ReentrantLock();
    private final long began = System.nanoTime();
    private int climbing;
    private @Nullable ProbeError lastError;

    /**
     * @param parties so many will call {@link #reached} once each
     * @param onMetadata writes the check, and whatever else is to happen before anybody learns of it
     */
    MetadataDesk(int parties, Probes probes, Journal journal, Consumer<ClusterMetadata> onMetadata) {
        this.climbing = parties;
        this.probes = probes;
        this.journal = journal;
        this.onMetadata = onMetadata;
        if (parties == 0) {
            giveUp();
        }
    }

    /** @param targets at which a broker answered to the party that has climbed; none if it could not */
    void reached(List<ProbeTarget> targets) {
        asking.lock();
        try {
            for (ProbeTarget target : targets) {
                if (!result.isDone()) {
                    ask(target);
                }
            }
            climbing--;
            if (climbing == 0 && !result.isDone()) {
                giveUp();
            }
        } finally {
            asking.unlock();
        }
    }

    /** The metadata, or nothing if nobody gave it. */
    Optional<ClusterMetadata> await() {
        return Fork.join(result);
    }

    private void ask(ProbeTarget target) {
        switch (probes.metadata(target)) {
            case BrokerMetadataOutcome.Answered answered -> {
                onMetadata.accept(answered.metadata());
                result.complete(Optional.of(answered.metadata()));
            }
            case BrokerMetadataOutcome.Failed failed -> lastError = failed.error();
        }
    }

    private void giveUp() {
        ProbeError error = lastError;
        journal.write(
                CheckId.METADATA,
                began,
                error == null
                        ? Finding.skipped(
                                "Nobody could be asked: no broker answers.",
                                "Do what the checks of the brokers and of the bootstrap addresses ask for first.")
                        : Finding.fail(
                                error.detail(),
                                Map.of("cause", error.cause().name()),
                                "Tenant: see that the cluster's security protocol is that of the brokers' listener; a broker that wants a log-in hangs up on everybody else."));
        result.complete(Optional.empty());
    }
}
