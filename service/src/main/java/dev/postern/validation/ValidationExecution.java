package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.ClusterValidated;
import dev.postern.clusters.spi.BrokerProbes;
import dev.postern.database.TenantScope;
import dev.postern.foundation.AuditedChange;
import dev.postern.validation.ValidationRows.Begun;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a run that was written down to its end. Begins it, lets go of the database, asks the brokers, records the end:
 * killed at any of these points, the next attempt begins anew.
 */
@Component
class ValidationExecution {

    /** A run that fails so often on our side is not going to end. */
    private static final int MAX_ATTEMPTS = 3;

    private static final Logger log = LoggerFactory.getLogger(ValidationExecution.class);

    private final ValidationRows rows;
    private final ValidationSchedule schedule;
    private final ClusterPictures pictures;
    private final BrokerProbes probes;
    private final ValidationSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ValidationExecution(
            ValidationRows rows,
            ValidationSchedule schedule,
            ClusterPictures pictures,
            BrokerProbes probes,
            ValidationSettings settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.schedule = schedule;
        this.pictures = pictures;
        this.probes = probes;
        this.settings = settings;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Returns when the run has ended, here or elsewhere; throws if another attempt is due. */
    void execute(ValidationKey key) throws InterruptedException {
        Optional<Begun> begun = inTransaction(key, () -> rows.begin(key.validationId()));
        if (begun.isEmpty()) {
            return;
        }
        int attempt = begun.get().attempt();
        if (attempt > MAX_ATTEMPTS) {
            abandon(key, begun.get());
            return;
        }
        ClusterId cluster = begun.get().clusterId();
        Optional<ClusterPicture> picture = inTransaction(key, () -> pictures.take(cluster));
        if (picture.isEmpty()) {
            return;
        }
        CheckWriter writer = new CheckWriter(
                key,
                attempt,
                rows,
                transaction,
                checks -> events.publishEvent(
                        new ValidationProgressed(key.tenantId(), key.validationId(), cluster, checks)));
        try {
            Verdict verdict;
            try {
                verdict = new ValidationRun(picture.get(), probes.begin(key.tenantId()), settings, writer).run();
            } finally {
                writer.finish();
            }
            inTransaction(key, () -> {
                conclude(key, begun.get(), verdict);
                return true;
            });
        } catch (CheckWriter.Superseded superseded) {
            log.info("Validation {} goes on elsewhere, or is gone", key);
        }
    }

    private void conclude(ValidationKey key, Begun begun, Verdict verdict) {
        Instant now = clock.instant();
        if (rows.finish(key.validationId(), begun.attempt(), verdict.state(), null, now)) {
            events.publishEvent(
                    new ClusterValidated(key.tenantId(), begun.clusterId(), verdict.health(), verdict.unproven(), now));
            finished(key, begun, verdict.state());
        }
    }

    /** The cluster's health stays what it was: nothing was found out about it. */
    private void abandon(ValidationKey key, Begun begun) {
        log.error("Validation {} was given up after {} attempts", key, MAX_ATTEMPTS);
        inTransaction(key, () -> {
            boolean ours = rows.finish(
                    key.validationId(),
                    begun.attempt(),
                    ValidationState.FAILED,
                    "Postern could not bring this run to an end in %d attempts. Start another one; if that fails too, tell the operator."
                            .formatted(MAX_ATTEMPTS),
                    clock.instant());
            if (ours) {
                finished(key, begun, ValidationState.FAILED);
            }
            return ours;
        });
    }

    private void finished(ValidationKey key, Begun begun, ValidationState state) {
        if (!settings.interval().isZero()) {
            schedule.put(begun.clusterId(), clock.instant().plus(settings.interval()));
        }
        events.publishEvent(new ValidationFinished(key.tenantId(), key.validationId(), begun.clusterId(), state));
        events.publishEvent(new AuditedChange(
                key.tenantId(),
                "validation.finished",
                key.validationId().value(),
                new AuditedRun(begun.clusterId(), ValidationState.RUNNING),
                new AuditedRun(begun.clusterId(), state)));
    }

    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    private <T> T inTransaction(ValidationKey key, Supplier<T> work) {
        return TenantScope.call(key.tenantId(), () -> transaction.execute(status -> work.get()));
    }
}
