package dev.postern.resolution;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mappings of deleted clusters stay for as long as other tombstones do, then go. */
@Configuration(proxyBeanMethods = false)
class TombstonePurge {

    private static final Duration KEPT = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> mappingTombstonePurge(FleetMappings mappings, Clock clock) {
        return Tasks.recurring("mapping-tombstone-purge", FixedDelay.ofHours(6))
                .execute((instance, context) ->
                        mappings.forgetDeletedBefore(clock.instant().minus(KEPT)));
    }
}
