package dev.postern.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.postern.foundation.TenantId;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of its own, as the service would find it, for tests that play several replicas without any Spring. */
public final class MigratedDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 8;

    private final HikariDataSource application;
    private final SystemDatabase system;
    private final TransactionTemplate tenantTransaction;
    private final Flyway flyway;

    private MigratedDatabase(Map<String, String> properties) {
        String url = value(properties, "spring.datasource.url");
        this.flyway = Flyway.configure()
                .dataSource(url, value(properties, "spring.flyway.user"), value(properties, "spring.flyway.password"))
                .locations("classpath:db/migration")
                .load();
        flyway.migrate();
        this.application = pool(
                url, value(properties, "spring.datasource.username"), value(properties, "spring.datasource.password"));
        this.system = new SystemDatabase(pool(
                url,
                value(properties, "postern.database.system.username"),
                value(properties, "postern.database.system.password")));
        this.tenantTransaction = new TransactionTemplate(transactions(CONNECTIONS, Duration.ofSeconds(5)));
    }

    public static MigratedDatabase create() {
        return new MigratedDatabase(TestDatabase.create());
    }

    private static HikariDataSource pool(String url, String username, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static String value(Map<String, String> properties, String name) {
        return Objects.requireNonNull(properties.get(name));
    }

    public SystemDatabase system() {
        return system;
    }

    /** As the service has it, with so many transactions of one tenant at once. */
    TenantTransactionManager transactions(int ofTenant, Duration patience) {
        return new TenantTransactionManager(application, new TenantShares(ofTenant, patience));
    }

    /** As the role that owns the tables. */
    public JdbcClient owner() {
        return JdbcClient.create(
                Objects.requireNonNull(flyway.getConfiguration().getDataSource()));
    }

    /** The same, as the service has it. */
    public OwnerDatabase ownerDatabase() {
        return new OwnerDatabase(flyway);
    }

    /** As the application role, for that tenant, in one transaction. */
    public <T> T asTenant(TenantId tenant, Function<JdbcClient, T> work) {
        JdbcClient jdbc = JdbcClient.create(application);
        return TenantScope.call(
                tenant, () -> Objects.requireNonNull(tenantTransaction.execute(status -> work.apply(jdbc))));
    }

    @Override
    public void close() {
        system.close();
        application.close();
    }
}
