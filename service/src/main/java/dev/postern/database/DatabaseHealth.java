package dev.postern.database;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers, asked once a second at most: health is told to whoever asks, and must not cost them a
 * connection of ours each. Spring Boot's own cache is for the whole endpoint only, not for its groups. Takes the place of
 * Boot's indicator {@code db}.
 */
@Component("dbHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final String DATABASE = "database";

    private final LoadingCache<String, Health> answer;

    DatabaseHealth(DataSource application) {
        HealthIndicator asked = new DataSourceHealthIndicator(application);
        this.answer = Caffeine.newBuilder()
                .expireAfterWrite(GOOD_FOR)
                .build(database -> Objects.requireNonNull(asked.health()));
    }

    /** Whoever comes while somebody asks waits for that answer. */
    @Override
    public Health health() {
        return answer.get(DATABASE);
    }
}
