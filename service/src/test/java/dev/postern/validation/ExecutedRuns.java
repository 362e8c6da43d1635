package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import dev.postern.clusters.spi.BrokerProbes;
import dev.postern.connections.BastionTrials;
import dev.postern.connections.ConnectionEndpoints;
import dev.postern.database.TenantScope;
import dev.postern.foundation.TenantId;
import dev.postern.kafka.SimulatedBrokers;
import dev.postern.resolution.ResolverMappings;
import dev.postern.testing.Answer;
import dev.postern.testing.TestTenant;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs over simulated brokers as the service executes them, with its own database and probes: only the picture of the
 * cluster is painted, since the brokers are not behind the sandbox's load balancers.
 */
final class ExecutedRuns {

    private final ApplicationContext service;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExecutedRuns(ApplicationContext service) {
        this.service = service;
        this.transaction = service.getBean(TransactionTemplate.class);
        this.clock = service.getBean(Clock.class);
    }

    /** A cluster of the tenant, which has these brokers. */
    static ClusterPicture cluster(TestTenant tenant, SimulatedBrokers brokers) {
        String connection = created(tenant, "/connections", """
                {"kind": "AWS_PRIVATELINK", "name": "kafka", "availabilityZones": ["use1-az1"],
                 "serviceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"}""");
        String cluster = created(tenant, "/clusters", """
                {"name": "many", "bootstrap": ["b-1.simulated.internal:9092"], "security": {"protocol": "PLAINTEXT"},
                 "routes": [{"match": {"address": "*:*"}, "connectionId": "%s", "port": {"kind": "SAME"}}]}""".formatted(connection));
        return ManyBrokers.picture(brokers, TenantId.of(tenant.id()), ClusterId.of(cluster));
    }

    /**
     * Written down, as a request does it, but without a task that would execute it; and as if it were tomorrow, so that
     * the rescue of lost runs leaves it alone.
     */
    ValidationKey start(ClusterPicture picture) {
        ValidationKey key = new ValidationKey(picture.cluster().tenantId(), ValidationId.next());
        TenantScope.run(
                key.tenantId(),
                () -> transaction.executeWithoutResult(status -> service.getBean(ValidationRows.class)
                        .insert(
                                key.validationId(),
                                picture.cluster().id(),
                                "tok_test",
                                clock.instant().plus(Duration.ofDays(1)))));
        return key;
    }

    void execute(ValidationKey key, ClusterPicture picture, ValidationSettings settings) throws InterruptedException {
        ClusterPictures painted =
                new ClusterPictures(
                        service.getBean(Clusters.class),
                        service.getBean(ConnectionEndpoints.class),
                        service.getBean(ResolverMappings.class),
                        service.getBean(BastionTrials.class)) {
                    @Override
                    public Optional<ClusterPicture> take(ClusterId id) {
                        return Optional.of(picture);
                    }
                };
        new ValidationExecution(
                        service.getBean(ValidationRows.class),
                        service.getBean(ValidationSchedule.class),
                        painted,
                        service.getBean(BrokerProbes.class),
                        settings,
                        transaction,
                        service,
                        clock)
                .execute(key);
    }

    private static String created(TestTenant tenant, String path, String body) {
        Answer created = tenant.admin().post(tenant.path(path), body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }
}
