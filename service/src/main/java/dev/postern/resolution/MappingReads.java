package dev.postern.resolution;

import dev.postern.access.Grace;
import dev.postern.access.StillGood;
import dev.postern.clusters.ClusterId;
import dev.postern.database.Watches;
import dev.postern.foundation.PosternException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** Reads mappings for the caller and the tenant that are bound to the thread: from memory, wherever that can be trusted. */
@Component
class MappingReads {

    private final MappingMemory memory;
    private final MappingLoad load;
    private final MappingSignals signals;
    private final Grace grace;
    private final StillGood callers;
    private final Counter stale;

    MappingReads(
            MappingMemory memory,
            MappingLoad load,
            MappingSignals signals,
            Grace grace,
            StillGood callers,
            MeterRegistry meters) {
        this.memory = memory;
        this.load = load;
        this.signals = signals;
        this.grace = grace;
        this.callers = callers;
        this.stale = Counter.builder("postern.mappings.stale")
                .description("Readings of mappings that were given while the database was away")
                .register(meters);
    }

    /** The mapping now. Throws where there is no such cluster, or nobody can tell. */
    Reading read(ClusterId cluster) {
        MappingKey key = MappingKey.of(cluster);
        Optional<Reading> remembered = inGrace(key);
        if (remembered.isPresent()) {
            return remembered.get();
        }
        // On its way back the database has everything forgotten a moment before it is asked again.
        if (grace.callerIsFromMemory()) {
            callers.checkWithoutGrace();
        }
        try {
            return memory.get(key, () -> load.load(cluster))
                    .map(Reading::fresh)
                    .orElseThrow(() -> PosternException.notFound("cluster"));
        } catch (CannotCreateTransactionException | DataAccessResourceFailureException away) {
            return inGrace(key).orElseThrow(() -> away);
        }
    }

    /**
     * The mapping as soon as it is another than the caller has, or when the time is over. Holds no transaction meanwhile.
     * Throws where the caller is not good any more after it has waited. Without the database nobody is told of a change:
     * what was read is the answer then, after the same time.
     *
     * @param had whether this is the one that the caller has
     */
    Reading read(ClusterId cluster, Predicate<ServedMapping> had, Duration limit) {
        long begun = System.nanoTime();
        try (Watches<MappingKey>.Watch watch = signals.watch(MappingKey.of(cluster))) {
            Reading reading = read(cluster);
            while (had.test(reading.mapping())) {
                Duration left = limit.minusNanos(System.nanoTime() - begun);
                Duration age = reading.age();
                if (age != null) {
                    Duration most = grace.left();
                    watch.await(most.compareTo(left) < 0 ? most : left);
                    return new Reading(reading.mapping(), age.plusNanos(System.nanoTime() - begun));
                }
                boolean told = watch.await(left);
                callers.check();
                reading = read(cluster);
                if (!told) {
                    return reading;
                }
            }
            return reading;
        }
    }

    private Optional<Reading> inGrace(MappingKey key) {
        return grace.ofCaller()
                .flatMap(age -> memory.remembered(key).map(known -> {
                    stale.increment();
                    return new Reading(known, age);
                }));
    }
}
