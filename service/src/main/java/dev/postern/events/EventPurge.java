package dev.postern.events;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.database.SystemDatabase;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets events that nobody follows any more: whoever has missed more than this reads the resources anew. */
@Configuration(proxyBeanMethods = false)
class EventPurge {

    /** So many rows go in one transaction, so that none holds up others. */
    private static final int BATCH = 10_000;

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
                            with gone as (
                                delete from event
                                where ctid = any(array(
                                    select ctid from event
                                    where occurred_at < now() - make_interval(secs => :seconds)
                                    limit :rows
                                ))
                                returning transaction_id
                            ), noted as (
                                update event_horizon
                                set transaction_id = greatest(
                                    transaction_id, (select transaction_id from gone order by 1 desc limit 1))
                                where exists (select from gone)
                            )
                            select count(*) from gone
                            """)
                    .param("seconds", (double) retention.toSeconds())
                    .param("rows", BATCH)
                    .query(Integer.class)
                    .single();
            purged += batch;
        } while (batch == BATCH);
        return purged;
    }
}
