package dev.postern.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.database.SystemDatabase;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Forgets tokens of tenants that have been of no use for long. The operator's own stay: by its row a first token that was
 * revoked is known not to come back with the next start.
 */
@Configuration(proxyBeanMethods = false)
class TokenPurge {

    private static final Duration INTERVAL = Duration.ofHours(1);

    /** So many rows go in one transaction, so that none holds up others. */
    private static final int BATCH = 10_000;

    /**
     * Settings {@code postern.tokens}.
     *
     * @param retention how long a token is kept after it was revoked or has expired
     */
    @ConfigurationProperties("postern.tokens")
    record TokenProperties(@DefaultValue("90d") Duration retention) {

        TokenProperties {
            if (retention.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("postern.tokens.retention must be one minute at least");
            }
        }
    }

    @Bean
    RecurringTask<Void> purgeTokens(SystemDatabase database, TokenProperties properties) {
        return Tasks.recurring("purge-tokens", FixedDelay.of(INTERVAL))
                .execute((instance, context) -> purge(database, properties.retention()));
    }

    static void purge(SystemDatabase database, Duration retention) {
        int batch;
        do {
            batch = database.jdbc()
                    .sql("""
                            delete from api_token
                            where id = any(array(
                                select id from api_token
                                where tenant_id is not null
                                    and least(revoked_at, expires_at) < now() - make_interval(secs => :seconds)
                                limit :rows
                            ))
                            """)
                    .param("seconds", (double) retention.toSeconds())
                    .param("rows", BATCH)
                    .update();
        } while (batch == BATCH);
    }
}
