package dev.postern.validation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.database.TenantScope;
import dev.postern.resolution.ResolverMappings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When runs are executed: a task for each, a rescue of those whose task got lost, a look at which clusters are due. */
@Configuration(proxyBeanMethods = false)
class ValidationTasks {

    private static final String VALIDATE = "validate-cluster";
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final Duration LOST = Duration.ofSeconds(30);
    private static final Duration PURGE = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 100;
    private static final Logger log = LoggerFactory.getLogger(ValidationTasks.class);

    /** Begins the run now, unless its task exists. */
    static void schedule(SchedulerClient scheduler, ValidationKey key, Instant now) {
        scheduler.scheduleIfNotExists(new TaskInstance<Void>(VALIDATE, key.toString()), now);
    }

    /** A replica has other tasks too, which must not wait for slow brokers: beyond so many runs, the next one waits. */
    @Bean
    Task<Void> validateCluster(ValidationExecution execution, ValidationSettings settings, Clock clock) {
        RunSlots slots = new RunSlots(settings.concurrentRuns(), settings.concurrentRunsPerTenant(), clock);
        return Tasks.custom(VALIDATE, Void.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(RETRY)))
                .execute((instance, context) -> {
                    ValidationKey key = ValidationKey.parse(instance.getId());
                    if (!slots.tryAcquire(key.tenantId())) {
                        return (complete, operations) ->
                                operations.reschedule(complete, clock.instant().plus(BUSY));
                    }
                    try {
                        return execute(execution, key);
                    } finally {
                        slots.release(key.tenantId());
                    }
                });
    }

    private static CompletionHandler<Void> execute(ValidationExecution execution, ValidationKey key) {
        MDC.put("tenantId", key.tenantId().value());
        MDC.put("validationId", key.validationId().value());
        try {
            execution.execute(key);
            return (complete, operations) -> operations.stop();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped in the middle of validation " + key, stopped);
        } finally {
            MDC.remove("tenantId");
            MDC.remove("validationId");
        }
    }

    /** A crash between a request and its task leaves a run that nobody executes. */
    @Bean
    RecurringTask<Void> rescueValidations(ValidationDirectory directory, Clock clock) {
        return Tasks.recurring("rescue-validations", FixedDelay.of(LOST))
                .execute((instance, context) -> directory
                        .running(clock.instant().minus(LOST), MOST_AT_ONCE)
                        .forEach(key -> schedule(context.getSchedulerClient(), key, clock.instant())));
    }

    @Bean
    RecurringTask<Void> dueValidations(
            ValidationDirectory directory,
            ValidationService validations,
            ResolverMappings mappings,
            ValidationSettings settings) {
        return Tasks.recurring("due-validations", FixedDelay.of(ROUND)).execute((instance, context) -> {
            if (!settings.interval().isZero()) {
                directory
                        .claim(settings.interval(), MOST_AT_ONCE)
                        .forEach(due -> TenantScope.run(due.tenantId(), () -> begin(due, validations, mappings)));
            }
        });
    }

    /** A cluster that no way leads to yet would only be told what its connection says already. */
    private static void begin(ValidationDirectory.Due due, ValidationService validations, ResolverMappings mappings) {
        try {
            if (!mappings.ways(due.clusterId()).isEmpty()) {
                validations.startUnlessRunning(due.clusterId());
            }
        } catch (RuntimeException failed) {
            log.error("Cluster {} is due, but its validation could not be started", due.clusterId(), failed);
        }
    }

    @Bean
    RecurringTask<Void> purgeValidations(ValidationDirectory directory, ValidationSettings settings, Clock clock) {
        return Tasks.recurring("purge-validations", FixedDelay.of(PURGE))
                .execute((instance, context) -> directory.purge(clock.instant().minus(settings.keep())));
    }
}
