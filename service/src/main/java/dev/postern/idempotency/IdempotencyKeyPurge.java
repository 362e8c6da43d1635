package dev.postern.idempotency;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.database.SystemDatabase;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets keys after a day: nobody repeats a request for longer than that. */
@Configuration(proxyBeanMethods = false)
class IdempotencyKeyPurge {

    private static final Duration INTERVAL = Duration.ofHours(1);

    @Bean
    RecurringTask<Void> purgeIdempotencyKeys(SystemDatabase database) {
        return Tasks.recurring("purge-idempotency-keys", FixedDelay.of(INTERVAL))
                .execute((instance, context) -> purge(database));
    }

    static int purge(SystemDatabase database) {
        return database.jdbc()
                .sql("delete from idempotency_key where created_at < now() - interval '1 day'")
                .update();
    }
}
