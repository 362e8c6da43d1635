package dev.postern.validation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.validation}.
 *
 * @param concurrentRuns so many runs at once on one replica; others wait
 * @param concurrentRunsPerTenant so many of them at most for one tenant, so that another one's need not wait
 * @param probesInFlight so many probes at once of one run: a hundred brokers with eight connections each go at once
 * @param connectionsPerAddress over how many connections a broker's identity is asked for: a listener with two brokers
 *     behind it goes unnoticed once in 2 to the power of this less one
 * @param resolveLimit for the look-up of a name
 * @param connectLimit for a TCP connection
 * @param askLimit for TLS, log-in and a question, each over a new connection
 * @param bastionLimit for trying out a bastion: log-in with each key, and a channel to each broker
 * @param runLimit for all of a run; what is not done by then is not done
 * @param interval after which a cluster is validated again by itself; zero for never
 * @param keep how long runs are kept; the latest of a cluster always is
 * @param keepRuns how many of a cluster, the latest
 */
@ConfigurationProperties("postern.validation")
record ValidationSettings(
        @DefaultValue("4") int concurrentRuns,
        @DefaultValue("2") int concurrentRunsPerTenant,
        @DefaultValue("1024") int probesInFlight,
        @DefaultValue("8") int connectionsPerAddress,
        @DefaultValue("3s") Duration resolveLimit,
        @DefaultValue("5s") Duration connectLimit,
        @DefaultValue("10s") Duration askLimit,
        @DefaultValue("30s") Duration bastionLimit,
        @DefaultValue("5m") Duration runLimit,
        @DefaultValue("24h") Duration interval,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("100") int keepRuns) {

    ValidationSettings {
        if (keepRuns < 1) {
            throw new IllegalArgumentException("postern.validation.keep-runs must be at least 1");
        }
    }
}
