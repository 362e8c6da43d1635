package dev.postern.connections;

import dev.postern.connections.spi.PlacementId;
import dev.postern.database.SystemDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * AWS throttles an account and region as a whole ({@code RequestLimitExceeded}): when it asks one replica to slow down,
 * none of them begins a step there before the pause is over. The pause doubles each time that AWS asks again soon after.
 */
@Component
class AwsPauses {

    /** So long after the end of a pause its length counts no more. */
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final SystemDatabase database;
    private final ReconcilerProperties properties;
    private final Clock clock;

    AwsPauses(SystemDatabase database, ReconcilerProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    /** Until when nothing is to be asked of that account and region; empty if nothing keeps us. */
    Optional<Instant> until(PlacementId placement) {
        return until(scope(placement));
    }

    /** As {@link #until(PlacementId)}, for Route 53, which has a limit of its own, and that for the whole account. */
    Optional<Instant> untilInDns(PlacementId placement) {
        return until(scopeOfDns(placement));
    }

    private Optional<Instant> until(String scope) {
        return database.jdbc()
                .sql("select until from aws_pause where scope = :scope and until > :now")
                .param("scope", scope)
                .param("now", Connections.time(clock.instant()))
                .query((row, number) -> instant(row))
                .optional();
    }

    /** AWS asks to slow down. Calls that were under way together count once. */
    void throttled(PlacementId placement) {
        throttled(scope(placement));
    }

    /** As {@link #throttled(PlacementId)}, by Route 53. */
    void throttledInDns(PlacementId placement) {
        throttled(scopeOfDns(placement));
    }

    private void throttled(String scope) {
        Instant now = Connections.now(clock);
        database.inTransaction(() -> {
            int level = database.jdbc()
                    .sql("""
                            insert into aws_pause (scope, level, until) values (:scope, 1, :now)
                            on conflict (scope) do update
                            set level = case
                                    when aws_pause.until > :now then aws_pause.level
                                    when aws_pause.until > :forgotten then aws_pause.level + 1
                                    else 1
                                end
                            returning level
                            """)
                    .param("scope", scope)
                    .param("now", Connections.time(now))
                    .param("forgotten", Connections.time(now.minus(MEMORY)))
                    .query(Integer.class)
                    .single();
            return database.jdbc()
                    .sql("update aws_pause set until = greatest(until, :until) where scope = :scope and until <= :now")
                    .param("scope", scope)
                    .param("now", Connections.time(now))
                    .param("until", Connections.time(now.plus(length(level))))
                    .update();
        });
    }

    private Duration length(int level) {
        Duration length = properties.backoff(level);
        return length.compareTo(properties.pauseMax()) < 0 ? length : properties.pauseMax();
    }

    private static String scopeOfDns(PlacementId placement) {
        return "route53/" + placement.account();
    }

    private static String scope(PlacementId placement) {
        return placement.region() + "/" + placement.account();
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("until", OffsetDateTime.class).toInstant();
    }
}
