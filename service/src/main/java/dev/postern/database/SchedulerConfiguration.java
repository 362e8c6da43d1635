package dev.postern.database;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
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
     */
    @ConfigurationProperties("postern.scheduler")
    record SchedulerProperties(boolean enabled, int threads, Duration pollingInterval) {}

    @Bean(destroyMethod = "")
    Scheduler scheduler(SystemDatabase database, SchedulerProperties properties, List<Task<?>> tasks) {
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
                // A replica that dies is missed after a minute; with the library's default it would be half an hour.
                .heartbeatInterval(Duration.ofSeconds(10))
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
