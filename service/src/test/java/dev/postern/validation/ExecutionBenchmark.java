package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.benchmark.Comparison;
import dev.postern.benchmark.ResultTable;
import dev.postern.kafka.SimulatedBrokers;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Whole runs as the service executes them: with the database, in which every check is written down. */
class ExecutionBenchmark extends PosternTest {

    private static final Duration ROUND_TRIP = Duration.ofMillis(20);

    @Autowired
    private ApplicationContext service;

    @Test
    void aHundredBrokersAgainstOneWithTheDatabase() throws Exception {
        ResultTable table = new ResultTable(
                "Whole runs with the database, 100 brokers against 1",
                "round trip",
                "1 broker, ms",
                "100 brokers, ms",
                "ratio");
        try (SimulatedBrokers one =
                        SimulatedBrokers.builder(1).roundTrip(ROUND_TRIP).start();
                SimulatedBrokers many =
                        SimulatedBrokers.builder(100).roundTrip(ROUND_TRIP).start()) {
            ExecutedRuns runs = new ExecutedRuns(service);
            TestTenant ofOne = newTenant();
            TestTenant ofMany = newTenant();
            ClusterPicture small = ExecutedRuns.cluster(ofOne, one);
            ClusterPicture large = ExecutedRuns.cluster(ofMany, many);
            Comparison times =
                    Comparison.of(3, 9, () -> execute(runs, ofOne, small), () -> execute(runs, ofMany, large));
            table.row(ROUND_TRIP.toMillis() + " ms", times.first(), times.second(), times.ratio());
        }
        table.summary("Median and spread of 9 rounds each, the two in turn.");
    }

    private static void execute(ExecutedRuns runs, TestTenant tenant, ClusterPicture picture)
            throws InterruptedException {
        ValidationKey key = runs.start(picture);
        runs.execute(key, picture, ManyBrokers.settings(Duration.ofMinutes(1), Duration.ofMinutes(5)));
        assertThat(tenant.admin()
                        .get(tenant.path("/clusters/%s/validations/%s"
                                .formatted(picture.cluster().id(), key.validationId())))
                        .text("/state"))
                .isEqualTo("PASSED");
    }
}
