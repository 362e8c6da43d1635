package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.benchmark.Comparison;
import dev.postern.benchmark.ResultTable;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.kafka.SimulatedBrokers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long it takes to validate a hundred brokers. They run in the same JVM and share its processors with us. */
class ValidationBenchmark {

    private static final int MANY = 100;
    private static final List<Duration> ROUND_TRIPS = List.of(Duration.ZERO, Duration.ofMillis(20));
    private static final List<SecurityProtocol> PROTOCOLS =
            List.of(SecurityProtocol.PLAINTEXT, SecurityProtocol.SSL, SecurityProtocol.SASL_SSL);
    private static final long KCAT_LIMIT_SECONDS = 20;

    @Test
    void aHundredBrokersAgainstOne() throws Exception {
        ResultTable table = new ResultTable(
                "Validation of 100 brokers against 1",
                "protocol",
                "round trip",
                "1 broker, ms",
                "100 brokers, ms",
                "ratio");
        for (SecurityProtocol protocol : PROTOCOLS) {
            for (Duration roundTrip : ROUND_TRIPS) {
                try (SimulatedBrokers one = brokers(1, protocol, roundTrip);
                        SimulatedBrokers many = brokers(MANY, protocol, roundTrip)) {
                    Comparison times = Comparison.of(3, 9, () -> validate(one), () -> validate(many));
                    table.row(protocol, millis(roundTrip), times.first(), times.second(), times.ratio());
                }
            }
        }
        table.summary("Median and spread of 9 rounds each, the two in turn.");
    }

    @Test
    void aHundredBrokersAgainstKcatForEach() throws Exception {
        assumeTrue(kcatIsInstalled(), "kcat is not installed (Debian: kcat), so nothing can be compared with it");
        ResultTable table = new ResultTable(
                "Validation of 100 brokers against kcat -L for each in sequence",
                "round trip",
                "validation, ms",
                "kcat 100 times, ms",
                "ratio");
        for (Duration roundTrip : ROUND_TRIPS) {
            try (SimulatedBrokers many = brokers(MANY, SecurityProtocol.PLAINTEXT, roundTrip)) {
                Comparison times = Comparison.of(2, 7, () -> validate(many), () -> kcat(many));
                table.row(millis(roundTrip), times.first(), times.second(), times.ratio());
            }
        }
        table.summary("Median and spread of 7 rounds each, the two in turn.");
    }

    private static SimulatedBrokers brokers(int count, SecurityProtocol protocol, Duration roundTrip) {
        return SimulatedBrokers.builder(count)
                .protocol(protocol)
                .roundTrip(roundTrip)
                .start();
    }

    private static void validate(SimulatedBrokers brokers) {
        Verdict verdict = new ValidationRun(
                        ManyBrokers.picture(brokers),
                        SimulatedBrokers.probe(),
                        ManyBrokers.settings(Duration.ofMinutes(1), Duration.ofMinutes(5)),
                        check -> {})
                .run();
        assertThat(verdict.state()).isEqualTo(ValidationState.PASSED);
    }

    private static void kcat(SimulatedBrokers brokers) throws IOException, InterruptedException {
        for (int nodeId = 1; nodeId <= MANY; nodeId++) {
            Process kcat = new ProcessBuilder(
                            "kcat", "-L", "-b", brokers.target(nodeId).toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(kcat.getInputStream().readAllBytes());
            assertThat(kcat.waitFor(KCAT_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(kcat.exitValue()).as(said).isZero();
            assertThat(said).contains("%d brokers:".formatted(MANY));
        }
    }

    private static boolean kcatIsInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("kcat", "-V").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }
}
