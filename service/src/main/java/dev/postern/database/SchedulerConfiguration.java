package dev.postern.database;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.stats.MicrometerStatsRegistry;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/** db-scheduler over PostgreSQL: every replica takes its share of the tasks that the rooms declare as beans. */
@Configuration(proxyBeanMethods = false)
class SchedulerConfiguration {

    /**
     * Settings {@code postern.scheduler}.
     *
     * @param enabled whether this replica runs tasks; without, it serves requests only
     * @param threads tasks at once
     * @param pollingInterval how often the table is asked for tasks of other replicas
     * @param heartbeatInterval how often a replica says that it still works on a task; one that was silent for four of
     *     them has died, and its tasks are taken up by others
     */
    @ConfigurationProperties("postern.scheduler")
    record SchedulerProperties(boolean enabled, int threads, Duration pollingInterval, Duration heartbeatInterval) {}

    /** The library asks for four at least. */
    private static final int MISSED_HEARTBEATS = 4;

    @Bean(destroyMethod = "")
    Scheduler scheduler(
            SystemDatabase database, SchedulerProperties properties, List<Task<?>> tasks, MeterRegistry meters) {
        List<Task<?>> known = tasks.stream()
                .filter(task -> !(task instanceof RecurringTask<?>))
                .<Task<?>>map(task -> task)
                .toList();
        List<RecurringTask<?>> recurring = tasks.stream()
                .filter(RecurringTask.class::isInstance)
                .<RecurringTask<?>>map(task -> (RecurringTask<?>) task)
                .toList();
        return Scheduler.create(database.dataSource(), known)
                .startTasks(recurring)
                .threads(properties.threads())
                .pollingInterval(properties.pollingInterval())
                .enableImmediateExecution()
                // What a replica had in hand when it died is taken up by another after so many silent intervals.
                .heartbeatInterval(properties.heartbeatInterval())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .statsRegistry(new MicrometerStatsRegistry(meters, tasks))
                .shutdownMaxWait(Duration.ofSeconds(10))
                .build();
    }

    /** Tasks begin when the application is ready and end before its beans go. */
    @Bean
    SchedulerLifecycle schedulerLifecycle(Scheduler scheduler, SchedulerProperties properties) {
        return new SchedulerLifecycle(scheduler, properties);
    }

    static final class SchedulerLifecycle {

        private final Scheduler scheduler;
        private final SchedulerProperties properties;

        SchedulerLifecycle(Scheduler scheduler, SchedulerProperties properties) {
            this.scheduler = scheduler;
            this.properties = properties;
        }

        @EventListener(ApplicationReadyEvent.class)
        void start() {
            if (properties.enabled()) {
                scheduler.start();
            }
        }

        @EventListener(ContextClosedEvent.class)
        void stop() {
            scheduler.stop();
        }
    }
}
