package dev.postern.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.MigratedDatabase;
import dev.postern.database.OwnerDatabase;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** What a replica that starts does about the audit log's months. */
class AuditPartitionsTest {

    private final MigratedDatabase database = MigratedDatabase.create();
    private final OwnerDatabase owner = database.ownerDatabase();
    private final AuditPartitions partitions = new AuditPartitions(owner, new AuditProperties(Duration.ofDays(400)));
    private final YearMonth now = YearMonth.now(ZoneOffset.UTC);

    @BeforeEach
    void aReplicaStartsForTheFirstTime() {
        partitions.afterPropertiesSet();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theCurrentMonthAndThreeMoreAreThere() {
        assertThat(months())
                .containsAll(Stream.of(0, 1, 2, 3)
                        .map(ahead -> name(now.plusMonths(ahead)))
                        .toList());
    }

    @Test
    void aMonthAheadThatCannotBeMadeKeepsNoReplicaFromStartingAndIsMadeLater() {
        String last = name(now.plusMonths(3));
        obstruct(last);

        assertThatCode(partitions::afterPropertiesSet).doesNotThrowAnyException();

        assertThat(months()).doesNotContain(last);
        run("drop table " + last);
        partitions.makeAhead();
        assertThat(months()).contains(last);
    }

    /** Nothing could be changed with it, and every request would say so. */
    @Test
    void withoutTheCurrentMonthNoReplicaStarts() {
        obstruct(name(now));

        assertThatThrownBy(partitions::afterPropertiesSet).isInstanceOf(DataAccessException.class);
    }

    /** The month is gone, and something else has its name. */
    private void obstruct(String month) {
        run("drop table " + month);
        run("create table %s ()".formatted(month));
    }

    private void run(String sql) {
        owner.inTransaction(jdbc -> jdbc.sql(sql).update());
    }

    private List<String> months() {
        return owner.inTransaction(jdbc -> jdbc.sql(
                        "select inhrelid::regclass::text from pg_inherits where inhparent = 'audit_entry'::regclass")
                .query(String.class)
                .list());
    }

    private static String name(YearMonth month) {
        return "audit_entry_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    }
}
