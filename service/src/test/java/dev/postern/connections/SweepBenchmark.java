package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.benchmark.Comparison;
import dev.postern.benchmark.ResultTable;
import dev.postern.benchmark.Sample;
import dev.postern.privatelink.SandboxedAws;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.setting.TimeMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What a sweep over a fleet in which nothing changes costs: calls of AWS, and time. */
@Import(Replica.Shared.class)
class SweepBenchmark extends ReconcilerTest {

    private static final List<Integer> FLEETS = List.of(100, 1_000, 5_000, 20_000);
    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 9;

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private Replica.Shared shared;

    @Test
    void sweepsOverStableFleets() throws Exception {
        ResultTable table = new ResultTable(
                "A sweep over stable endpoints",
                "endpoints",
                "calls of AWS for endpoints",
                "calls for IAM roles",
                "time, ms",
                "time per endpoint against 100");
        try (Sandbox sandbox = Sandbox.builder().time(TimeMode.EXPLICIT).start();
                Replica replica = new Replica(shared, SandboxedAws.of(sandbox))) {
            Fleet fleet = new Fleet(world, sandbox, shared.installation().id());
            int size = 0;
            Sample smallest = null;
            for (int wanted : FLEETS) {
                fleet.grow(wanted - size);
                size = wanted;
                Sample times = sweeps(replica);
                Sample perEndpoint = per(times, size);
                smallest = smallest == null ? perEndpoint : smallest;
                long before = sandbox.aws().calls().total();
                assertThat(replica.sweep()).isZero();
                table.row(
                        size,
                        calls(sandbox, before, "DescribeVpcEndpoints"),
                        calls(sandbox, before, "ListRoles"),
                        times,
                        perEndpoint.per(smallest));
            }
        }
        table.summary("Median and spread of %d sweeps each, endpoints and roles together.".formatted(ROUNDS));
    }

    private static Sample sweeps(Replica replica) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            double millis = Comparison.millis(replica::sweep);
            if (round >= 0) {
                times.add(millis);
            }
        }
        return new Sample(times);
    }

    private static Sample per(Sample times, int endpoints) {
        return new Sample(
                times.values().stream().map(millis -> millis / endpoints).toList());
    }

    private static long calls(Sandbox sandbox, long before, String action) {
        return sandbox.aws().calls().after(before).stream()
                .filter(call -> call.action().equals(action))
                .count();
    }
}
