package dev.postern.connections;

import dev.postern.connections.spi.PlacementId;
import dev.postern.database.SystemDatabase;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Whether the sweep may delete. It may not when the operator has switched it off; nor before this replica has compared
 * the endpoints of all accounts and regions with the database once; nor when AWS has endpoints that the database knows
 * nothing of: then it was restored from an older state. From there on the sweep stays off until the operator accepts the
 * epochs that were seen.
 */
@Component
class SweepSwitch implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SweepSwitch.class);

    private final SystemDatabase database;
    private final SweepProperties properties;
    private final PlacementScopes scopes;
    private final Set<PlacementId> compared = ConcurrentHashMap.newKeySet();

    SweepSwitch(SystemDatabase database, SweepProperties properties, PlacementScopes scopes) {
        this.database = database;
        this.properties = properties;
        this.scopes = scopes;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        accept(properties.acceptEpoch());
    }

    /** The operator has looked at what is in AWS up to {@code epoch}. Nothing is undone by an epoch that is too small. */
    void accept(long epoch) {
        Optional<Long> halted = haltedBy();
        database.jdbc().sql("""
                        update installation
                        set accepted_epoch = greatest(accepted_epoch, :epoch),
                            sweep_halted_by = nullif(greatest(sweep_halted_by, :epoch), :epoch)
                        """).param("epoch", epoch).update();
        if (halted.isPresent() && haltedBy().isEmpty()) {
            log.info("The sweep goes on: the operator has accepted epoch {}", epoch);
        }
    }

    boolean mayDelete() {
        return properties.enabled()
                && compared.containsAll(scopes.accountsAndRegions())
                && haltedBy().isEmpty();
    }

    /** The greatest epoch of endpoints that the database knows nothing of; empty if there are none, or it was accepted. */
    Optional<Long> haltedBy() {
        return database.jdbc()
                .sql("select sweep_halted_by from installation where sweep_halted_by is not null")
                .query(Long.class)
                .optional();
    }

    /**
     * All endpoints of an account and region were compared with the database.
     *
     * @param scope as {@link PlacementScopes#accountsAndRegions} names it
     * @param unknown the greatest epoch of those that the database knows nothing of; 0 if it knows them all. New endpoints
     *     get one beyond it, whatever becomes of the sweep.
     */
    void compared(PlacementId scope, long unknown) {
        int ahead = database.jdbc().sql("""
                        update installation
                        set sweep_halted_by = :epoch, epoch = greatest(epoch, :epoch)
                        where :epoch > greatest(accepted_epoch, coalesce(sweep_halted_by, 0))
                        """).param("epoch", unknown).update();
        compared.add(scope);
        if (ahead > 0) {
            log.error(
                    "AWS has endpoints of this installation that this database knows nothing of, with epochs up to {}: it "
                            + "was restored from an older state. The sweep deletes nothing until "
                            + "postern.sweep.accept-epoch={} is set.",
                    unknown,
                    unknown);
        }
    }
}
