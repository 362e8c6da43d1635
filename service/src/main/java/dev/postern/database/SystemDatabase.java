package dev.postern.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * PostgreSQL as the role that sees all tenants. For the reconciler's claims, token look-up and operator lists; an
 * architecture test names the classes that may use it.
 */
public final class SystemDatabase {

    /** Names the one with a few connections of its own, for sessions. */
    public static final String SESSIONS = "sessions";

    private static final int IDLE = 1;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final HikariDataSource dataSource;

    SystemDatabase(HikariDataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Runs {@code work} in one transaction, or in the one that is under way on this thread. */
    @SuppressWarnings("NullAway") // the template hands back just what the supplier gave
    public <T> T inTransaction(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }

    /** For a library that brings its own SQL. */
    public JdbcOperations operations() {
        return new JdbcTemplate(dataSource);
    }

    /** For a library that decides itself where a transaction begins. */
    public TransactionOperations transactions() {
        return transactions;
    }

    /** The same with connections of its own, so that what uses them up holds up nobody else. */
    SystemDatabase apart(String name, int connections) {
        HikariConfig config = new HikariConfig();
        dataSource.copyStateTo(config);
        config.setPoolName(name);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(IDLE);
        return new SystemDatabase(new HikariDataSource(config));
    }

    DataSource dataSource() {
        return dataSource;
    }

    void close() {
        dataSource.close();
    }
}
