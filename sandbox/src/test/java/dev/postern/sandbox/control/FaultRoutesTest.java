package dev.postern.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.fault.Fault;
import dev.postern.sandbox.aws.fault.FaultStatus;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FaultRoutesTest {

    private final Sandbox sandbox = Sandbox.builder().start();
    private final ControlClient control = new ControlClient(sandbox.controlEndpoint());

    FaultRoutesTest() throws IOException {}

    @AfterEach
    void stop() {
        control.close();
        sandbox.close();
    }

    @Test
    void everyKindOfFaultCanBeAsked() {
        assertAdded("{\"kind\": \"THROTTLE\"}", Fault.throttle());
        assertAdded(
                "{\"kind\": \"THROTTLE\", \"service\": \"ec2\", \"share\": 0.25, \"seed\": 7}",
                Fault.throttle().of("ec2:*").share(0.25, 7));
        assertAdded(
                "{\"kind\": \"THROTTLE\", \"action\": \"ec2:Describe*\", \"every\": 3, \"skip\": 1}",
                Fault.throttle().of("ec2:Describe*").every(3).skipping(1));
        assertAdded(
                "{\"kind\": \"LOSE_ANSWER\", \"action\": \"CreateVpcEndpoint\", \"times\": 1}",
                Fault.loseAnswer().of("CreateVpcEndpoint").once());
        assertAdded(
                "{\"kind\": \"LOSE_CALL\", \"about\": \"con_1\"}",
                Fault.loseCall().about("con_1"));
        assertAdded(
                "{\"kind\": \"REFUSE\", \"status\": 500, \"code\": \"InternalError\", \"message\": \"no\","
                        + " \"moment\": \"AFTER_EFFECT\"}",
                Fault.refuse(500, "InternalError", "no").afterEffect());
        assertAdded("{\"kind\": \"DELAY\", \"millis\": 1500}", Fault.delay(Duration.ofMillis(1500)));
        assertAdded("{\"kind\": \"HOLD\"}", Fault.hold());
        assertAdded("{\"kind\": \"HANG\"}", Fault.hang());
    }

    @Test
    void faultsAreListedRemovedAndCleared() {
        String first = add("{\"kind\": \"HOLD\", \"action\": \"CreateRole\", \"times\": 2}");
        String second = add("{\"kind\": \"HANG\"}");

        JsonNode listed = control.get("/faults");
        assertThat(listed.at("/0/id").asString()).isEqualTo(first);
        assertThat(listed.at("/0/fault/kind").asString()).isEqualTo("HOLD");
        assertThat(listed.at("/0/fault/action").asString()).isEqualTo("CreateRole");
        assertThat(listed.at("/0/fault/times").asInt()).isEqualTo(2);
        assertThat(listed.at("/0/waiting").asInt()).isZero();

        control.delete("/faults/" + first);
        assertThat(control.get("/faults").at("/0/id").asString()).isEqualTo(second);
        assertThat(control.post("/faults/release", "").path("released").asInt()).isZero();
        assertThat(control.delete("/faults")).hasSize(1);
        assertThat(control.get("/faults")).isEmpty();
    }

    @Test
    void whatCannotBeAFaultIsRefusedWithTheReason() {
        assertThat(control.refused(400, "POST", "/faults", "{}")).contains("'kind'");
        assertThat(control.refused(400, "POST", "/faults", "{\"kind\": \"DELAY\"}"))
                .contains("'millis'");
        assertThat(control.refused(400, "POST", "/faults", "{\"kind\": \"REFUSE\"}"))
                .contains("'code'");
        assertThat(control.refused(400, "POST", "/faults", "{\"kind\": \"EXPLODE\"}"))
                .contains("EXPLODE");
        assertThat(control.refused(400, "POST", "/faults", "{\"kind\": \"HANG\", \"time\": 1}"))
                .contains("time");
        assertThat(control.refused(400, "POST", "/faults", "{\"kind\": \"HANG\", \"times\": 0}"))
                .contains("times must be at least 1");
        assertThat(control.refused(400, "POST", "/faults", "{\"kind\": \"THROTTLE\", \"moment\": \"AFTER_EFFECT\"}"))
                .contains("no effect");
        assertThat(control.refused(404, "DELETE", "/faults/fault-9", "")).contains("fault-9");
    }

    private void assertAdded(String body, Fault fault) {
        String id = add(body);
        assertThat(sandbox.aws().faults().find(id)).map(FaultStatus::fault).contains(fault);
    }

    private String add(String body) {
        return control.post("/faults", body).path("id").asString();
    }
}
