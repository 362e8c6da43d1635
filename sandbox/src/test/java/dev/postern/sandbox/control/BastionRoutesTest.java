package dev.postern.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.sandbox.Sandbox;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.PrivateNetwork;
import dev.postern.sandbox.ssh.Visitor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BastionRoutesTest {

    private final Sandbox sandbox = Sandbox.builder().start();
    private final Bastion bastion = sandbox.openBastion("acme", PrivateNetwork.empty());
    private final ControlClient control = new ControlClient(sandbox.controlEndpoint());

    BastionRoutesTest() throws IOException {}

    @AfterEach
    void stop() {
        control.close();
        sandbox.close();
    }

    @Test
    void aBastionTellsWhereItIsAndHowToKnowIt() {
        JsonNode shown = control.get("/bastions/acme");

        assertThat(shown.path("host").asString())
                .isEqualTo(bastion.address().getAddress().getHostAddress());
        assertThat(shown.path("port").asInt()).isEqualTo(Bastion.PORT);
        assertThat(shown.path("user").asString()).isEqualTo("postern");
        assertThat(shown.path("hostKey").asString()).startsWith("ssh-ed25519 AAAA");
        assertThat(shown.path("fingerprint").asString()).startsWith("SHA256:");
        assertThat(control.get("/bastions")).hasSize(1).first().isEqualTo(shown);
    }

    @Test
    void aFileOfLinesIsPutAsItIsAndLetsSomebodyIn() throws IOException {
        try (Visitor visitor = new Visitor()) {
            JsonNode shown = control.put("/bastions/acme/authorized-keys", "# by curl\n" + visitor.line("restrict"));

            assertThat(shown.path("authorizedKeys")).hasSize(2);
            try (ClientSession session = visitor.logIn(bastion)) {
                assertThat(session.isAuthenticated()).isTrue();
                JsonNode counters = control.get("/bastions/acme").path("counters");
                assertThat(counters.path("openSessions").asInt()).isOne();
                assertThat(counters.path("logIns").size()).isOne();
            }
        }
    }

    @Test
    void everyFaultIsMadeAndShownAndMended() {
        String fingerprint = bastion.fingerprint();
        control.post("/bastions/acme/change-host-key", "");
        control.post("/bastions/acme/forwarding", "{\"allowed\": false}");
        control.post("/bastions/acme/unreachable", "{\"to\": \"b-1.kafka.acme.internal:9092\"}");
        control.post("/bastions/acme/slow", "{\"delayMillis\": 50, \"bytesPerSecond\": 100000}");
        control.post("/bastions/acme/freeze", "");
        JsonNode wrong = control.post("/bastions/acme/close-port", "");

        assertThat(wrong.path("fingerprint").asString()).isNotEqualTo(fingerprint);
        JsonNode faults = wrong.path("faults");
        assertThat(faults.path("hostKeyChanged").asBoolean()).isTrue();
        assertThat(faults.path("forwardingProhibited").asBoolean()).isTrue();
        assertThat(faults.at("/unreachable/0").asString()).isEqualTo("b-1.kafka.acme.internal:9092");
        assertThat(faults.path("delayMillis").asInt()).isEqualTo(50);
        assertThat(faults.path("bytesPerSecond").asInt()).isEqualTo(100_000);
        assertThat(faults.path("frozen").asBoolean()).isTrue();
        assertThat(faults.path("portClosed").asBoolean()).isTrue();

        JsonNode mended = control.post("/bastions/acme/mend", "");

        assertThat(mended.path("fingerprint").asString()).isEqualTo(fingerprint);
        assertThat(mended.at("/faults/frozen").asBoolean()).isFalse();
        assertThat(mended.at("/faults/portClosed").asBoolean()).isFalse();
        assertThat(mended.at("/faults/unreachable").isEmpty()).isTrue();
    }

    @Test
    void faultsAreTakenBackOneByOne() {
        control.post("/bastions/acme/freeze", "");
        assertThat(control.post("/bastions/acme/thaw", "").at("/faults/frozen").asBoolean())
                .isFalse();
        control.post("/bastions/acme/close-port", "");
        assertThatThrownBy(() -> new Socket(bastion.address().getAddress(), Bastion.PORT).close())
                .isInstanceOf(ConnectException.class);
        assertThat(control.post("/bastions/acme/open-port", "")
                        .at("/faults/portClosed")
                        .asBoolean())
                .isFalse();
        control.post("/bastions/acme/drop", "");
    }

    @Test
    void badInputIsAnsweredWithWhatToDo() {
        assertThat(control.refused(404, "GET", "/bastions/globex", "")).contains("GET /bastions lists them");
        assertThat(control.refused(404, "PUT", "/bastions/globex/authorized-keys", ""))
                .contains("globex");
        assertThat(control.refused(400, "PUT", "/bastions/acme/authorized-keys", "\npermitopen=\"b-1\" ssh-ed25519 AA"))
                .contains("line 2");
        assertThat(control.refused(400, "POST", "/bastions/acme/forwarding", "{}"))
                .contains("'allowed'");
        assertThat(control.refused(400, "POST", "/bastions/acme/unreachable", "{\"to\": \"b-1\"}"))
                .contains("is no target");
        assertThat(control.refused(400, "POST", "/bastions/acme/slow", "{\"bytesPerSecond\": 0}"))
                .contains("at least 1");
        assertThat(control.refused(405, "POST", "/bastions/acme", "")).contains("see GET /");
    }
}
