package dev.postern.quotas;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.limits.quotas}: what a tenant may have unless the operator has set another number for it.
 *
 * @param connections not deleted yet
 * @param clusters in all
 * @param tokens neither revoked nor expired
 * @param runningValidations that somebody asked for and that have not ended
 */
@ConfigurationProperties("postern.limits.quotas")
record QuotaProperties(
        @DefaultValue("50") int connections,
        @DefaultValue("200") int clusters,
        @DefaultValue("200") int tokens,
        @DefaultValue("10") int runningValidations) {

    QuotaProperties {
        if (connections < 0 || clusters < 0 || tokens < 0 || runningValidations < 0) {
            throw new IllegalArgumentException("postern.limits.quotas.* must not be negative");
        }
    }

    int of(Quota quota) {
        return switch (quota) {
            case CONNECTIONS -> connections;
            case CLUSTERS -> clusters;
            case TOKENS -> tokens;
            case RUNNING_VALIDATIONS -> runningValidations;
        };
    }
}
