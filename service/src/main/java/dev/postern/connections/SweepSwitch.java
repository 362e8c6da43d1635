package dev.postern.connections;

import dev.postern.database.SystemDatabase;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Whether the sweep may delete. It may not when the operator has switched it off, nor when the tags in AWS are ahead of
 * our epoch: then the database was restored from an older state, and does not know all that was made since. From there
 * on it stays off until the operator accepts the epoch that was seen.
 */
@Component
class SweepSwitch implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SweepSwitch.class);

    private final SystemDatabase database;
    private final SweepProperties properties;

    SweepSwitch(SystemDatabase database, SweepProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        accept(properties.acceptEpoch());
    }

    /** The operator has looked at what is in AWS up to {@code epoch}. Nothing is undone by an epoch that is too small. */
    void accept(long epoch) {
        int accepted = database.jdbc()
                .sql("update installation set sweep_halted_by = null where sweep_halted_by <= :epoch")
                .param("epoch", epoch)
                .update();
        if (accepted > 0) {
            log.info("The sweep goes on: the operator has accepted epoch {}", epoch);
        }
    }

    boolean mayDelete() {
        return properties.enabled() && haltedBy().isEmpty();
    }

    /** The epoch that was ahead of ours; empty if none was, or it was accepted. */
    Optional<Long> haltedBy() {
        return database.jdbc()
                .sql("select sweep_halted_by from installation where sweep_halted_by is not null")
                .query(Long.class)
                .optional();
    }

    /** Tags were seen with that epoch. New endpoints get one beyond it, whatever becomes of the sweep. */
    void seen(long epoch) {
        long ours = database.jdbc()
                .sql("select epoch from installation")
                .query(Long.class)
                .single();
        int ahead = database.jdbc()
                .sql("update installation set sweep_halted_by = :epoch, epoch = :epoch where epoch < :epoch")
                .param("epoch", epoch)
                .update();
        if (ahead > 0) {
            log.error(
                    "Endpoints in AWS carry epochs up to {}, of which this database knows those up to {} only: it was "
                            + "restored from an older state. The sweep deletes nothing until "
                            + "postern.sweep.accept-epoch={} is set.",
                    epoch,
                    ours,
                    epoch);
        }
    }
}
