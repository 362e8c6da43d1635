package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.privatelink.SandboxedAws;
import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.fault.Fault;
import dev.postern.sandbox.aws.setting.TimeMode;
import dev.postern.sandbox.aws.wire.CallLog;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** What a sweep over five thousand stable endpoints costs, as AWS counts it. */
@Import(Replica.Shared.class)
class FleetSweepTest extends ReconcilerTest {

    private static final int ENDPOINTS = 5_000;

    @Autowired
    @SuppressWarnings("NullAway.Init") // Spring injects it
    private Replica.Shared shared;

    @SuppressWarnings("NullAway.Init")
    private Sandbox sandbox;

    @SuppressWarnings("NullAway.Init")
    private Replica replica;

    @SuppressWarnings("NullAway.Init")
    private Fleet fleet;

    @BeforeEach
    void aFleet() throws IOException {
        sandbox = Sandbox.builder().time(TimeMode.EXPLICIT).start();
        replica = new Replica(shared, SandboxedAws.of(sandbox));
        fleet = new Fleet(world, sandbox, shared.installation().id());
        fleet.grow(ENDPOINTS);
    }

    @AfterEach
    void end() {
        replica.close();
        sandbox.close();
    }

    @Test
    void fiveThousandStableEndpointsCostOneCallAThousand() {
        replica.sweep();
        long before = sandbox.aws().calls().total();

        int signals = replica.sweep();

        List<CallLog.Entry> calls = sandbox.aws().calls().after(before);
        assertThat(signals).isZero();
        assertThat(calls).extracting(CallLog.Entry::action).containsOnly("DescribeVpcEndpoints", "ListRoles");
        assertThat(calls)
                .filteredOn(call -> call.action().startsWith("Describe"))
                .hasSizeLessThanOrEqualTo(10);
        assertThat(fleet.changed()).isZero();
    }

    @Test
    void throttledAllTheTimeASweepIsCompletedAndNothingIsTakenToHaveFailed() {
        String gone = sandbox.aws().endpoints().getLast().id();
        sandbox.aws().faults().add(Fault.throttle().every(3));
        sandbox.aws().delete(gone);

        int signals = replica.sweep();

        assertThat(signals)
                .as("what has changed is found, on the last page too")
                .isOne();
        assertThat(world.system()
                        .jdbc()
                        .sql("select count(*) from connection where tenant_id = :tenant and phase = 'FAILED'")
                        .param("tenant", fleet.tenant().value())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(fleet.changed()).isEqualTo(1);
    }
}
