package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.postern.connections.ConnectionId;
import dev.postern.database.SystemDatabase;
import dev.postern.database.TenantScope;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who gets ports, how many, and what becomes of them. */
@SuppressWarnings("NullAway.Init") // Spring injects it
class TunnelPortsTest extends PosternTest {

    private static final int MOST = 3;

    @Autowired
    private JdbcClient application;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private SystemDatabase system;

    @Test
    void aTenantGetsSoManyPortsForAllItsClustersAndLeavesTheRestToOthers() {
        TestTenant acme = newTenant();
        TestTenant globex = newTenant();
        ConnectionId ofAcme = bastion(acme);
        ConnectionId ofGlobex = bastion(globex);

        settle(acme, "clu_one", ofAcme, 2);
        settle(acme, "clu_two", ofAcme, 4);
        settle(globex, "clu_three", ofGlobex, 2);

        assertThat(ports(acme, "clu_one", ofAcme)).hasSize(2);
        assertThat(ports(acme, "clu_two", ofAcme)).hasSize(MOST - 2);
        assertThat(ports(globex, "clu_three", ofGlobex)).hasSize(2);
    }

    /** The first is still under way when the second asks, which counts what there is once the first has ended. */
    @Test
    void clustersThatAskAtOnceGetNoMorePortsTogether() throws Exception {
        TestTenant acme = newTenant();
        ConnectionId connection = bastion(acme);
        settle(acme, "clu_one", connection, 1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> second = as(acme, () -> {
                settleHere("clu_two", connection, MOST - 1);
                Future<?> other = threads.submit(() -> settle(acme, "clu_three", connection, MOST - 1));
                await().until(() -> other.isDone() || somebodyWaitsForALock());
                return other;
            });
            second.get(30, TimeUnit.SECONDS);
        }

        assertThat(rows("tunnel_port where connection_id = :id", connection)).isEqualTo(MOST);
    }

    /** A thousand brokers without a port are no reason for a thousand lines and thousands of queries at every look. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void howManyBrokersGetNoPortIsSaidOnce(CapturedOutput output) {
        TestTenant acme = newTenant();
        ConnectionId connection = bastion(acme);

        settle(acme, "clu_many", connection, MOST + 40);

        assertThat(ports(acme, "clu_many", connection)).hasSize(MOST);
        assertThat(output.getAll().lines().filter(line -> line.contains("clu_many")))
                .singleElement()
                .asString()
                .contains("40 brokers of cluster clu_many over " + connection);
    }

    /** Else whoever changes names all the time would get ports without an end. */
    @Test
    void portsInQuarantineCount() {
        TestTenant acme = newTenant();
        ConnectionId connection = bastion(acme);
        settle(acme, "clu_one", connection, MOST);
        settle(acme, "clu_one", connection, 0);

        settle(acme, "clu_two", connection, 1);

        assertThat(ports(acme, "clu_one", connection)).isEmpty();
        assertThat(ports(acme, "clu_two", connection)).isEmpty();
        settle(acme, "clu_one", connection, MOST);
        assertThat(ports(acme, "clu_one", connection)).as("what it had before").hasSize(MOST);
    }

    @Test
    void aDeletedConnectionHasNoTunnelAndItsPortsAreInQuarantine() {
        TestTenant acme = newTenant();
        ConnectionId connection = bastion(acme);
        settle(acme, "clu_one", connection, 2);
        assertThat(rows("tunnel where connection_id = :id", connection)).isEqualTo(1);

        Answer deleted = acme.admin().delete(acme.path("/connections/" + connection));

        assertThat(deleted.status()).as(deleted.body()).isEqualTo(202);
        await().until(() -> acme.admin()
                .get(acme.path("/connections/" + connection))
                .text("/phase")
                .equals("DELETED"));
        assertThat(rows("tunnel where connection_id = :id", connection)).isZero();
        assertThat(rows("tunnel_port where connection_id = :id and freed_at is not null", connection))
                .isEqualTo(2);
        assertThat(rows("tunnel_port where connection_id = :id and freed_at is null", connection))
                .isZero();
    }

    @Test
    void aQuarantineThatIsTooShortStopsTheStart() {
        assertThatThrownBy(() -> bind("postern.tunnels.quarantine", "9m"))
                .hasStackTraceContaining("postern.tunnels.quarantine must be at least 10m");
        assertThatThrownBy(() -> bind("postern.tunnels.lease", "150m"))
                .hasStackTraceContaining("ten times postern.tunnels.lease");
        assertThat(bind("postern.tunnels.quarantine", "10m").quarantine()).isEqualTo(Duration.ofMinutes(10));
    }

    private static TunnelProperties bind(String name, String value) {
        MapConfigurationPropertySource settings = new MapConfigurationPropertySource(Map.of(name, value));
        return new Binder(settings).bindOrCreate("postern.tunnels", TunnelProperties.class);
    }

    private static ConnectionId bastion(TestTenant tenant) {
        Answer created = tenant.admin().post(tenant.path("/connections"), """
                {"kind": "SSH_BASTION", "name": "bastion", "host": "127.0.0.1", "port": 1024, "user": "postern"}""");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return ConnectionId.of(created.text("/id"));
    }

    private StoredTunnelPorts ports() {
        return new StoredTunnelPorts(
                application,
                new TunnelProperties(
                        true,
                        "gateway.test",
                        20_000,
                        20_999,
                        MOST,
                        Duration.ofHours(24),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)));
    }

    private void settle(TestTenant tenant, String cluster, ConnectionId connection, int brokers) {
        as(tenant, () -> {
            settleHere(cluster, connection, brokers);
            return true;
        });
    }

    private void settleHere(String cluster, ConnectionId connection, int brokers) {
        Set<HostPort> wanted = IntStream.range(0, brokers)
                .mapToObj(number -> new HostPort("b-%d.%s.internal".formatted(number, cluster.replace('_', '-')), 9092))
                .collect(Collectors.toSet());
        ports().settle(cluster, Map.of(connection, wanted));
    }

    private boolean somebodyWaitsForALock() {
        return system.jdbc()
                        .sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Set<Integer> ports(TestTenant tenant, String cluster, ConnectionId connection) {
        TunnelEndpoint endpoint = as(tenant, () -> ports().of(cluster)).get(connection);
        return endpoint == null ? Set.of() : Set.copyOf(endpoint.ports().values());
    }

    private <T> T as(TestTenant tenant, Supplier<T> work) {
        return TenantScope.call(
                TenantId.of(tenant.id()), () -> Objects.requireNonNull(transactions.execute(status -> work.get())));
    }

    private int rows(String table, ConnectionId connection) {
        return system.jdbc()
                .sql("select count(*) from " + table)
                .param("id", connection.value())
                .query(Integer.class)
                .single();
    }
}
