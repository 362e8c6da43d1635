package dev.postern.sandbox.ssh;

import static dev.postern.sandbox.ssh.Scene.CONNECT_FAILED;
import static dev.postern.sandbox.ssh.Scene.ONE;
import static dev.postern.sandbox.ssh.Scene.PORT;
import static dev.postern.sandbox.ssh.Scene.PROHIBITED;
import static dev.postern.sandbox.ssh.Scene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BastionTest {

    private final Scene scene = new Scene();
    private final Bastion bastion = scene.bastion;
    private final Visitor visitor = new Visitor();

    BastionTest() throws IOException {}

    @AfterEach
    void close() {
        visitor.close();
        scene.close();
    }

    @Test
    void whoeverIsInstalledGetsToNamesThatOnlyTheBastionKnows() throws IOException {
        bastion.authorize(visitor.line(
                "restrict,port-forwarding,permitopen=\"%s:9092\",permitopen=\"%s:9092\"".formatted(ONE, TWO)));

        try (ClientSession session = visitor.logIn(bastion)) {
            assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
            assertThat(Scene.nameAt(session, TWO)).isEqualTo("two");
        }
    }

    @Test
    void nobodyElseIsLetIn() throws IOException {
        assertThatThrownBy(() -> visitor.logIn(bastion)).hasMessageContaining("authentication");

        try (Visitor another = new Visitor()) {
            bastion.authorize(another.line());

            assertThatThrownBy(() -> visitor.logIn(bastion)).hasMessageContaining("authentication");
            assertThatThrownBy(() -> another.logIn(bastion, "root", bastion.hostKey()))
                    .hasMessageContaining("authentication");
        }
    }

    @Test
    void eachKeyGetsWhereItsOwnLineSays() throws IOException {
        try (Visitor another = new Visitor()) {
            bastion.authorize(visitor.line("restrict,port-forwarding,permitopen=\"" + ONE + ":9092\"") + "\n"
                    + another.line("restrict,port-forwarding,permitopen=\"" + TWO + ":9092\""));

            try (ClientSession session = visitor.logIn(bastion);
                    ClientSession others = another.logIn(bastion)) {
                assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
                Scene.assertRefused(PROHIBITED, session, TWO);
                assertThat(Scene.nameAt(others, TWO)).isEqualTo("two");
                Scene.assertRefused(PROHIBITED, others, ONE);
            }
        }
    }

    @Test
    void permitopenIsTakenLetterByLetter() throws IOException {
        bastion.authorize(visitor.line("restrict,port-forwarding,permitopen=\"*.kafka.acme.internal:9092\""));

        try (ClientSession session = visitor.logIn(bastion)) {
            Scene.assertRefused(PROHIBITED, session, ONE);
        }
    }

    @Test
    void restrictAloneForwardsNothing() throws IOException {
        bastion.authorize(visitor.line("restrict"));

        try (ClientSession session = visitor.logIn(bastion)) {
            Scene.assertRefused(PROHIBITED, session, ONE);
        }
    }

    @Test
    void aLineWithoutPermitopenForwardsAnywhere() throws IOException {
        bastion.authorize(visitor.line("restrict,port-forwarding"));

        try (ClientSession session = visitor.logIn(bastion)) {
            assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
            int port = scene.two.target().port();
            assertThat(Scene.nameAt(session, "127.0.0.1", port)).isEqualTo("two");
        }
    }

    @Test
    void whatCannotBeReachedIsAFailedConnectAndNoProhibition() throws IOException {
        bastion.authorize(visitor.line());
        scene.two.close();

        try (ClientSession session = visitor.logIn(bastion)) {
            Scene.assertRefused(CONNECT_FAILED, session, TWO);
            Scene.assertRefused(CONNECT_FAILED, session, "b-9.kafka.acme.internal");
            Scene.assertRefused(CONNECT_FAILED, session, ONE, PORT + 1);
            Scene.assertRefused(CONNECT_FAILED, session, "10.0.0.1");
            assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
        }
    }

    @Test
    void thereIsNoShellNoCommandAndNoWayBack() throws IOException {
        bastion.authorize(visitor.line());

        try (ClientSession session = visitor.logIn(bastion)) {
            assertThatThrownBy(() -> session.createShellChannel().open().verify(Visitor.PATIENCE))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> session.createExecChannel("id").open().verify(Visitor.PATIENCE))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> session.startRemotePortForwarding(
                            new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress("127.0.0.1", PORT)))
                    .isInstanceOf(IOException.class);
            assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com"})
    void aClientMayChooseItsCipher(String cipher) throws IOException {
        try (Visitor choosy = new Visitor(client -> client.setCipherFactoriesNames(cipher))) {
            bastion.authorize(choosy.line());

            try (ClientSession session = choosy.logIn(bastion)) {
                assertThat(session.getNegotiatedKexParameter(KexProposalOption.S2CENC))
                        .isEqualTo(cipher);
                assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
            }
        }
    }

    @Test
    void whatIsOpenIsCountedUpAndDown() throws IOException {
        bastion.authorize(visitor.line("restrict,port-forwarding,permitopen=\"" + ONE + ":9092\""));

        try (ClientSession session = visitor.logIn(bastion);
                ClientChannel channel = Visitor.connect(session, ONE, PORT)) {
            Scene.assertRefused(PROHIBITED, session, TWO);

            BastionCounters counters = bastion.counters();

            assertThat(channel.isOpen()).isTrue();
            assertThat(counters.openSessions()).isOne();
            assertThat(counters.openChannels()).isOne();
            assertThat(counters.channelsRefused()).isOne();
            assertThat(counters.logIns())
                    .containsOnlyKeys(visitor.fingerprint())
                    .containsValue(1L);
        }

        await().untilAsserted(() -> {
            assertThat(bastion.counters().openChannels()).isZero();
            assertThat(bastion.counters().openSessions()).isZero();
        });
        assertThat(bastion.counters().sessionsOpened()).isOne();
        assertThat(bastion.counters().channelsOpened()).isOne();
    }

    @Test
    void aServerThatHangsUpIsSeenByTheClient() throws IOException {
        bastion.authorize(visitor.line());

        try (ClientSession session = visitor.logIn(bastion);
                ClientChannel channel = Visitor.connect(session, ONE, PORT)) {
            channel.getInvertedIn().close();

            assertThat(channel.getInvertedOut().readAllBytes()).asString().isEqualTo("one\n0\n");
        }
    }

    @Test
    void aLineThatSshdWouldPassOverIsRefusedAndChangesNothing() {
        bastion.authorize(visitor.line());

        assertThatThrownBy(() -> bastion.authorize("# comment\nrestrict,permitopen=\"b-1\" " + visitor.line()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("host:port");
        assertThat(bastion.authorizedKeys()).isEqualTo(visitor.line());
    }

    @Test
    void aBastionThatIsKeptIsTheSameTheNextTime(@TempDir Path directory) throws IOException {
        String hostKey;
        try (Bastion first = Bastion.open(scene.network, directory)) {
            first.authorize(visitor.line());
            hostKey = first.hostKey();
            assertThat(first.fingerprint()).startsWith("SHA256:");
        }

        try (Bastion again = Bastion.open(scene.network, directory);
                ClientSession session = visitor.logIn(again)) {
            assertThat(again.hostKey()).isEqualTo(hostKey);
            assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
        }
    }

    @Test
    void theJvmDoesNotGetAnotherSecurityProvider() throws IOException {
        bastion.authorize(visitor.line());

        try (ClientSession session = visitor.logIn(bastion)) {
            assertThat(session.isAuthenticated()).isTrue();
            assertThat(Security.getProvider("BC")).isNull();
        }
    }
}
