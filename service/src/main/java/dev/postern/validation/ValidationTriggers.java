package dev.postern.validation;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.postern.resolution.MappingChanged;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** What makes runs begin: somebody asks for one, or a mapping has changed and then stayed the same for a while. */
@Component
class ValidationTriggers {

    /** Changes come in groups, and a person who makes them will want to validate first. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final Logger log = LoggerFactory.getLogger(ValidationTriggers.class);

    private final ValidationSchedule schedule;
    private final ValidationSettings settings;
    private final Scheduler scheduler;
    private final Clock clock;

    ValidationTriggers(
            ValidationSchedule schedule, ValidationSettings settings, @Lazy Scheduler scheduler, Clock clock) {
        this.schedule = schedule;
        this.settings = settings;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** A run without a task is found by the rescue. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(ValidationStarted started) {
        try {
            ValidationTasks.schedule(scheduler, started.key(), clock.instant());
        } catch (RuntimeException failed) {
            log.warn("No task for validation {}; it will be rescued", started.key(), failed);
        }
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(MappingChanged changed) {
        if (!settings.interval().isZero()) {
            schedule.put(changed.clusterId(), clock.instant().plus(SETTLED));
        }
    }
}
