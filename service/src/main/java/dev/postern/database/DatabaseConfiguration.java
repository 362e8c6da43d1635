package dev.postern.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Two short reads a request: more would only wait in the database. */
    private static final int SESSION_CONNECTIONS = 4;

    /** A second pool would hide Boot's own if it were a {@code DataSource} bean; so it lives inside this one. */
    @Bean(destroyMethod = "close")
    @Primary
    SystemDatabase systemDatabase(
            @Value("${spring.datasource.url}") String url,
            DatabaseProperties properties,
            DataSource application,
            MeterRegistry meters) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("system");
        config.setJdbcUrl(url);
        config.setUsername(properties.system().username());
        config.setPassword(properties.system().password().reveal());
        config.setMaximumPoolSize(properties.system().connections());
        config.setMinimumIdle(2);
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        if (application instanceof HikariDataSource pool) {
            config.setConnectionTimeout(pool.getConnectionTimeout());
            config.setDataSourceProperties(pool.getDataSourceProperties());
        }
        return new SystemDatabase(new HikariDataSource(config));
    }

    /** The same for sessions, which each request that shows one reads before anything else is known of it. */
    @Bean(destroyMethod = "close")
    @Qualifier(SystemDatabase.SESSIONS)
    SystemDatabase sessionDatabase(SystemDatabase system) {
        return system.apart("sessions", SESSION_CONNECTIONS);
    }

    @Bean
    PlatformTransactionManager transactionManager(
            DataSource application,
            DatabaseProperties properties,
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections,
            @Value("${spring.datasource.hikari.connection-timeout}") long patienceMillis) {
        return new TenantTransactionManager(
                application, new TenantShares(properties.ofTenant(connections), Duration.ofMillis(patienceMillis)));
    }
}
