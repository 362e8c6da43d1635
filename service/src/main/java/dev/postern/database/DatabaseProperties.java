package dev.postern.database;

import dev.postern.foundation.Secret;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code postern.database}.
 *
 * @param system the second pool; it uses the URL of {@code spring.datasource}
 * @param connectionsPerTenant of the first pool, those that one tenant has at most; 0 for the default, half of them
 */
@ConfigurationProperties("postern.database")
record DatabaseProperties(SystemRole system, int connectionsPerTenant) {

    DatabaseProperties {
        if (connectionsPerTenant < 0) {
            throw new IllegalArgumentException(
                    "postern.database.connections-per-tenant must be at least 1, or 0 for half of the pool");
        }
    }

    /** @param connections of the first pool */
    int ofTenant(int connections) {
        return connectionsPerTenant == 0 ? Math.ceilDiv(connections, 2) : connectionsPerTenant;
    }

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
