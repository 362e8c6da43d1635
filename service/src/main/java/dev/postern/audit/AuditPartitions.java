package dev.postern.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.postern.database.OwnerDatabase;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The audit log's months (UTC, by the database's clock): made ahead at every start and each few hours, dropped when all of
 * a month is older than the retention. Works as the tables' owner, for nobody else may drop one.
 */
@Configuration(proxyBeanMethods = false)
class AuditPartitions implements InitializingBean {

    /**
     * Beside the current one. More than so many months must all replicas be unable to make partitions before nothing can be
     * changed any more for lack of one.
     */
    private static final int MONTHS_AHEAD = 3;

    private static final Logger log = LoggerFactory.getLogger(AuditPartitions.class);
    private static final Pattern NAME = Pattern.compile("audit_entry_(\\d{4})_(\\d{2})");

    private final OwnerDatabase database;
    private final AuditProperties properties;

    AuditPartitions(OwnerDatabase database, AuditProperties properties) {
        this.database = database;
        this.properties = properties;
    }

    /** Fails only where nothing could be changed now; the task makes the months ahead. */
    @Override
    public void afterPropertiesSet() {
        try {
            makeAhead();
        } catch (DataAccessException busy) {
            if (!database.inTransaction(jdbc -> months(jdbc).contains(YearMonth.from(now(jdbc))))) {
                throw busy;
            }
            log.warn("Could not make the audit log's months ahead; the task audit-partitions tries again", busy);
        }
    }

    @Bean
    RecurringTask<Void> auditPartitionsTask() {
        return Tasks.recurring("audit-partitions", FixedDelay.ofHours(6)).execute((instance, context) -> {
            makeAhead();
            dropOld();
        });
    }

    void makeAhead() {
        database.inTransaction(jdbc -> {
            // Replicas that start together do not make the same one.
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended('postern.audit_partitions', 0))")
                    .query((row, number) -> true)
                    .single();
            List<YearMonth> present = months(jdbc);
            YearMonth now = YearMonth.from(now(jdbc));
            for (YearMonth month = now; !month.isAfter(now.plusMonths(MONTHS_AHEAD)); month = month.plusMonths(1)) {
                if (!present.contains(month)) {
                    jdbc.sql("create table %s partition of audit_entry for values from ('%s') to ('%s')"
                                    .formatted(name(month), start(month), start(month.plusMonths(1))))
                            .update();
                }
            }
            return present.size();
        });
    }

    /** Drops the months of which not even the last moment is to be kept; one after the other, the oldest first. */
    void dropOld() {
        List<YearMonth> old = database.inTransaction(jdbc -> {
            OffsetDateTime keptFrom = now(jdbc).minus(properties.retention());
            return months(jdbc).stream()
                    .filter(month -> !start(month.plusMonths(1)).isAfter(keptFrom))
                    .sorted()
                    .toList();
        });
        for (YearMonth month : old) {
            database.inTransaction(
                    jdbc -> jdbc.sql("drop table if exists " + name(month)).update());
            log.info("Dropped the audit log of {}: it is older than {}", month, describe(properties.retention()));
        }
    }

    private static List<YearMonth> months(JdbcClient jdbc) {
        return jdbc
                .sql("select inhrelid::regclass::text from pg_inherits where inhparent = 'audit_entry'::regclass")
                .query(String.class)
                .list()
                .stream()
                .map(AuditPartitions::month)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<YearMonth> month(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(YearMonth.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    private static String name(YearMonth month) {
        return "audit_entry_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }

    private static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime now(JdbcClient jdbc) {
        return jdbc.sql("select now()")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class))
                .single()
                .withOffsetSameInstant(ZoneOffset.UTC);
    }

    private static String describe(Duration retention) {
        return retention.toDays() + " days";
    }
}
