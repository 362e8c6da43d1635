package dev.postern.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.clusters.ClusterHealth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "'broker/1/tcp PASS, broker/1/identity PASS', PASSED, HEALTHY, false",
        "'broker/1/tls WARN, broker/1/identity PASS', PASSED, HEALTHY, false",
        "'broker/1/tls WARN, broker/1/identity UNPROVEN', INCONCLUSIVE, HEALTHY, true",
        "'broker/1/tcp PASS, broker/1/identity UNPROVEN, broker/2/identity FAIL', FAILED, FAILING, false",
        "'configuration/zones FAIL, broker/1/tcp PASS', FAILED, FAILING, false",
        "'broker/1/resolve PASS, broker/1/tcp FAIL, broker/1/tls SKIPPED', FAILED, UNREACHABLE, false",
        "'broker/1/resolve FAIL, broker/1/tcp SKIPPED, metadata SKIPPED', FAILED, UNREACHABLE, false",
        "'broker/1/tcp FAIL, bootstrap/tcp PASS', FAILED, FAILING, false",
        "'broker/1/tcp FAIL, broker/1/tls PASS', FAILED, FAILING, false",
        "'configuration/routes FAIL', FAILED, UNREACHABLE, false",
        "'broker/1/tcp PASS, broker/1/forwarding FAIL, broker/1/tls SKIPPED', FAILED, UNREACHABLE, false",
        "'connection/con_1/log-in FAIL, bootstrap/tcp PASS, bootstrap/forwarding SKIPPED', FAILED, UNREACHABLE, false",
        "'broker/1/forwarding FAIL, broker/1/tcp PASS, broker/2/forwarding PASS', FAILED, FAILING, false",
    })
    void checksAddUpToAVerdict(String checks, ValidationState state, ClusterHealth health, boolean unproven) {
        assertThat(Verdict.of(parse(checks))).isEqualTo(new Verdict(state, health, unproven));
    }

    @Test
    void checksAreSortedAsOneReadsThem() {
        List<CheckId> sorted = Stream.of(
                        "run",
                        "broker/10/tcp",
                        "broker/2/identity",
                        "broker/2/resolve",
                        "metadata",
                        "bootstrap/tls",
                        "bootstrap/tcp",
                        "broker/2/tls",
                        "broker/2/forwarding",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t2/available",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/forwarding",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/log-in",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/host-key",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/reachable",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/available",
                        "configuration/zones",
                        "configuration/ports")
                .map(CheckId::new)
                .sorted()
                .toList();

        assertThat(sorted)
                .extracting(CheckId::value)
                .containsExactly(
                        "configuration/ports",
                        "configuration/zones",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/available",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/reachable",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/host-key",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/log-in",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t1/forwarding",
                        "connection/con_01jd3v8m0q5x7zk2w4n6p8r0t2/available",
                        "bootstrap/tcp",
                        "bootstrap/tls",
                        "metadata",
                        "broker/2/resolve",
                        "broker/2/forwarding",
                        "broker/2/tls",
                        "broker/2/identity",
                        "broker/10/tcp",
                        "run");
    }

    private static List<Check> parse(String checks) {
        return Arrays.stream(checks.split(", ", -1))
                .map(each -> each.split(" ", -1))
                .map(parts -> new Check(new CheckId(parts[0]), null, 1, finding(CheckOutcome.valueOf(parts[1]))))
                .toList();
    }

    private static Finding finding(CheckOutcome outcome) {
        return new Finding(outcome, "", Map.of(), outcome == CheckOutcome.PASS ? null : "do something");
    }
}
