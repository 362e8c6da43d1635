package dev.postern.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.aws.AwsWorld;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AwsRoutesTest {

    private final Sandbox sandbox = Sandbox.builder().start();
    private final AwsWorld world = sandbox.aws();
    private final String vpcId = world.operatorVpc("us-east-1").id();
    private final ControlClient control = new ControlClient(sandbox.controlEndpoint());

    AwsRoutesTest() throws IOException {}

    @AfterEach
    void stop() {
        control.close();
        sandbox.close();
    }

    @Test
    void delaysAreChangedOneByOne() {
        long provisioned = world.delays().endpointProvisioned().toMillis();

        control.post("/delays", "{\"endpointVisibleMillis\": 2000, \"roleUsableMillis\": 10000}");

        assertThat(world.delays().endpointVisible()).hasSeconds(2);
        assertThat(world.delays().roleUsable()).hasSeconds(10);
        assertThat(control.get("/delays").path("endpointProvisionedMillis").asLong())
                .isEqualTo(provisioned);
        assertThat(control.refused(400, "POST", "/delays", "{\"dnsInSyncMillis\": -1}"))
                .contains("dnsInSync must not be negative");
    }

    @Test
    void quotasAreChangedOneByOne() {
        control.post("/quotas", "{\"endpointsPerVpc\": 3}");

        assertThat(world.quotas().endpointsPerVpc()).isEqualTo(3);
        assertThat(control.get("/quotas").path("rolesPerAccount").asInt()).isEqualTo(1000);
        assertThat(control.refused(400, "POST", "/quotas", "{\"rolesPerAccount\": -1}"))
                .contains("rolesPerAccount must not be negative");
    }

    @Test
    void aZoneIsPutInTheWayAndTakenOutOfIt() {
        String id = control.post("/vpcs/" + vpcId + "/hosted-zones", "{\"name\": \"kafka.acme.example\"}")
                .path("id")
                .asString();
        assertThat(control.refused(
                        409, "POST", "/vpcs/" + vpcId + "/hosted-zones", "{\"name\": \"kafka.acme.example\"}"))
                .contains("already been associated");

        control.post("/hosted-zones/" + id + "/delete", "");

        assertThat(world.hostedZones()).isEmpty();
        assertThat(control.refused(404, "POST", "/hosted-zones/" + id + "/delete", ""))
                .contains(id);
        assertThat(control.refused(404, "POST", "/vpcs/vpc-0/hosted-zones", "{\"name\": \"a.example\"}"))
                .contains("vpc-0");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(control.refused(404, "POST", "/roles/con-1/delete", "")).contains("con-1");
        assertThat(control.refused(404, "POST", "/roles/con-1/untag", "")).contains("con-1");
        assertThat(control.refused(404, "POST", "/vpc-endpoints/vpce-0/untag", ""))
                .contains("vpce-0");
        assertThat(control.refused(404, "POST", "/vpc-endpoints/vpce-0/state", "{\"state\": \"partial\"}"))
                .contains("vpce-0");
        assertThat(control.refused(404, "POST", "/vpc-endpoints/vpce-0/fail", "{\"reason\": \"no\"}"))
                .contains("vpce-0");
        assertThat(control.refused(404, "POST", "/services/none/regions", "{\"regions\": [\"eu-west-1\"]}"))
                .contains("none");
        assertThat(control.refused(400, "GET", "/calls?after=x", "")).contains("after");
    }
}
