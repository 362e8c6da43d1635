package dev.postern.connections;

import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.Removal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes what a sweep has found left over, if it may, and tells what it leaves alone. */
@Component
class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
    private static final int MOST_NAMED = 10;

    private final SweepSwitch sweep;
    private final MeterRegistry meters;
    private final Map<String, Set<String>> told = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> strange = new ConcurrentHashMap<>();

    Leftovers(SweepSwitch sweep, MeterRegistry meters) {
        this.sweep = sweep;
        this.meters = meters;
    }

    /**
     * @param kind such as {@code endpoints in us-east-1/111111111111}, for the log
     * @param deletion asks AWS for the deletion of all of them
     */
    void delete(String kind, Collection<String> ids, Supplier<Outcome<Removal>> deletion) {
        if (mayDelete(kind, ids)) {
            order(kind, ids, deletion);
        }
    }

    /**
     * As {@link #delete}, one by one.
     *
     * @param deletions by id
     */
    void deleteEach(String kind, Map<String, Supplier<Outcome<Removal>>> deletions) {
        if (mayDelete(kind, deletions.keySet())) {
            deletions.forEach((id, deletion) -> order(kind, Set.of(id), deletion));
        }
    }

    private boolean mayDelete(String kind, Collection<String> ids) {
        boolean allowed = ids.isEmpty() || sweep.mayDelete();
        tell(kind + " that are left over, but the sweep is off", allowed ? Set.of() : Set.copyOf(ids));
        return allowed && !ids.isEmpty();
    }

    private void order(String kind, Collection<String> ids, Supplier<Outcome<Removal>> deletion) {
        switch (deletion.get()) {
            case Outcome.Done<Removal> done -> {
                log.warn("Deleted, for they were left over: {} {}", kind, ids);
                meters.counter("postern.sweep.deleted").increment(ids.size());
            }
            case Outcome.Refused<Removal> refused ->
                log.warn("Left over, but AWS does not delete them: {} {}: {}", kind, ids, refused.refusal());
        }
    }

    /**
     * Carries our tag, but this database knows nothing of it: somebody has to look at it. The gauge {@code
     * postern.sweep.strange} says how many there are.
     */
    void strange(String kind, Set<String> ids) {
        if (strange.put(kind, ids) == null) {
            Gauge.builder(
                            "postern.sweep.strange",
                            strange,
                            all -> all.getOrDefault(kind, Set.of()).size())
                    .description("What carries this installation's tag in AWS, and is not known to the database")
                    .tag("kind", kind)
                    .register(meters);
        }
        tell(kind + " that this database knows nothing of, which are left alone", ids);
    }

    /** Once, and again when it has changed. */
    private void tell(String what, Set<String> ids) {
        if (!ids.equals(told.put(what, ids)) && !ids.isEmpty()) {
            log.warn(
                    "{} {}: {}",
                    ids.size(),
                    what,
                    ids.stream().sorted().limit(MOST_NAMED).toList());
        }
    }
}
