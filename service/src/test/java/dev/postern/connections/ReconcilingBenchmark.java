package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.benchmark.Comparison;
import dev.postern.benchmark.ResultTable;
import dev.postern.benchmark.Sample;
import dev.postern.database.SystemDatabase;
import dev.postern.sandbox.aws.setting.Account;
import dev.postern.sandbox.network.LoadBalancer;
import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many new connections at once, from their POST to an endpoint that waits to be accepted: one replica, ten threads. */
class ReconcilingBenchmark extends PosternTest {

    private static final int FEW = 100;
    private static final int MANY = 1_000;
    private static final int ROUNDS = 3;
    private static final int CALLERS = 8;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private SystemDatabase database;

    private int services;

    @Test
    void aThousandNewConnectionsAgainstAHundred() throws Exception {
        ResultTable table = new ResultTable(
                "New connections at once, until each has its endpoint",
                "connections",
                "time, ms",
                "calls of AWS for each",
                "time for each against 100");
        provision(FEW);
        List<Double> calls = new ArrayList<>();
        Comparison times = Comparison.of(0, ROUNDS, () -> provision(FEW), () -> calls.add(callsFor(MANY)));
        table.row(FEW, times.first(), new Sample(List.of(callsFor(FEW))), "1");
        table.row(
                MANY,
                times.second(),
                new Sample(calls),
                each(times.second(), MANY).per(each(times.first(), FEW)));
        table.summary("Median, least and most of %d rounds each, the two in turn.".formatted(ROUNDS));
    }

    private double callsFor(int count) throws InterruptedException {
        long before = sandbox().aws().calls().total();
        provision(count);
        return (sandbox().aws().calls().total() - before) / (double) count;
    }

    private static Sample each(Sample times, int count) {
        return new Sample(times.values().stream().map(millis -> millis / count).toList());
    }

    private void provision(int count) throws InterruptedException {
        TestTenant tenant = newTenant();
        List<String> names = IntStream.range(0, count).mapToObj(i -> service()).toList();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            callers.invokeAll(names.stream()
                    .map(service -> Executors.callable(() -> create(tenant, service)))
                    .toList());
        }
        Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> waiting(tenant) == count);
    }

    private static void create(TestTenant tenant, String service) {
        Answer created = tenant.admin()
                .post(tenant.path("/connections"), """
                {"kind": "AWS_PRIVATELINK", "name": "%s", "serviceName": "%s", "availabilityZones": ["use1-az1"]}
                """.formatted(service.substring(service.length() - 17), service));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
    }

    private synchronized String service() {
        String name = "benchmark-" + ++services;
        String service = sandbox()
                .aws()
                .tenantService(name, Account.ACME.id(), "us-east-1", List.of("use1-az1"), new LoadBalancer(name), true);
        sandbox().aws().allow(service, "*");
        return service;
    }

    private int waiting(TestTenant tenant) {
        return database.jdbc()
                .sql("select count(*) from connection where tenant_id = :tenant and reason = 'ENDPOINT_ACCEPTANCE'")
                .param("tenant", tenant.id())
                .query(Integer.class)
                .single();
    }
}
