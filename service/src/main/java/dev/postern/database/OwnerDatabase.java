package dev.postern.database;

import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * PostgreSQL as the role that owns the tables and migrates them. For making and dropping partitions, and nothing else: an
 * architecture test names the class. It sees no row of any tenant. A connection is made for each use.
 */
@Component
@DependsOnDatabaseInitialization
public class OwnerDatabase {

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    OwnerDatabase(Flyway flyway) {
        DataSource source = flyway.getConfiguration().getDataSource();
        if (source == null) {
            throw new IllegalStateException("Set spring.flyway.user and .password: partitions are made by that role");
        }
        this.jdbc = JdbcClient.create(source);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    /** Runs {@code work} in one transaction that waits for no lock and no answer for long: others wait behind it. */
    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    public <T> T inTransaction(Function<JdbcClient, T> work) {
        return transactions.execute(status -> {
            jdbc.sql("select set_config('lock_timeout', '5s', true), set_config('statement_timeout', '30s', true)")
                    .query()
                    .singleRow();
            return work.apply(jdbc);
        });
    }
}
