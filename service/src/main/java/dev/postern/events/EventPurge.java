package dev.postern.events;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.database.SystemDatabase;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets events that nobody follows any more: whoever has missed more than this reads the resources anew. */
@Configuration(proxyBeanMethods = false)
class EventPurge {

    /** So many rows go in one transaction, so that none holds up others. */
    private static final int BATCH = 10_000;

    /**
     * Settings {@code postern.events}.
     *
     * @param retention how long an event is kept
     * @param purgeInterval between two removals of older ones
     */
    @ConfigurationProperties("postern.events")
    record EventProperties(
            @DefaultValue("7d") Duration retention,
            @DefaultValue("1h") Duration purgeInterval) {

        EventProperties {
            if (retention.compareTo(Duration.ofMinutes(1)) < 0 || !purgeInterval.isPositive()) {
                throw new IllegalArgumentException(
                        "postern.events.retention must be one minute at least, and the purge-interval positive");
            }
        }
    }

    @Bean
    RecurringTask<Void> purgeEvents(SystemDatabase database, EventProperties properties) {
        return Tasks.recurring("purge-events", FixedDelay.of(properties.purgeInterval()))
                .execute((instance, context) -> purge(database, properties.retention()));
    }

    static int purge(SystemDatabase database, Duration retention) {
        int purged = 0;
        int batch;
        do {
            batch = database.jdbc()
                    .sql("""
                            delete from event
                            where ctid = any(array(
                                select ctid from event
                                where occurred_at < now() - make_interval(secs => :seconds)
                                limit :rows
                            ))
                            """)
                    .param("seconds", (double) retention.toSeconds())
                    .param("rows", BATCH)
                    .update();
            purged += batch;
        } while (batch == BATCH);
        return purged;
    }
}
