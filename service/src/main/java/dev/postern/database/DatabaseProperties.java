package dev.postern.database;

import dev.postern.foundation.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Settings of the second pool, {@code postern.database}; it uses the URL of {@code spring.datasource}. */
@ConfigurationProperties("postern.database")
record DatabaseProperties(SystemRole system) {

    /**
     * The role that the policies let see all tenants.
     *
     * @param poolSize connections at most; 0 for the default of 10
     */
    record SystemRole(String username, Secret password, int poolSize) {

        private static final int DEFAULT_POOL_SIZE = 10;

        int connections() {
            return poolSize == 0 ? DEFAULT_POOL_SIZE : poolSize;
        }
    }
}
