package dev.postern.quotas;

import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.limits.quotas}: what a tenant may have unless the operator has set another number for it.
 *
 * @param connections not deleted yet
 * @param clusters in all
 * @param brokers of all clusters together
 * @param tokens neither revoked nor expired
 * @param runningValidations that somebody asked for and that have not ended
 */
@ConfigurationProperties("postern.limits.quotas")
record QuotaProperties(
        @DefaultValue("50") int connections,
        @DefaultValue("200") int clusters,
        @DefaultValue("5000") int brokers,
        @DefaultValue("200") int tokens,
        @DefaultValue("10") int runningValidations) {

    QuotaProperties {
        if (IntStream.of(connections, clusters, brokers, tokens, runningValidations)
                .anyMatch(each -> each < 0)) {
            throw new IllegalArgumentException("postern.limits.quotas.* must not be negative");
        }
    }

    int of(Quota quota) {
        return switch (quota) {
            case CONNECTIONS -> connections;
            case CLUSTERS -> clusters;
            case BROKERS -> brokers;
            case TOKENS -> tokens;
            case RUNNING_VALIDATIONS -> runningValidations;
        };
    }
}
