package dev.postern.sandbox.ssh;

import static dev.postern.sandbox.ssh.Scene.CONNECT_FAILED;
import static dev.postern.sandbox.ssh.Scene.ONE;
import static dev.postern.sandbox.ssh.Scene.PORT;
import static dev.postern.sandbox.ssh.Scene.PROHIBITED;
import static dev.postern.sandbox.ssh.Scene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BastionFaultsTest {

    private final Scene scene = new Scene();
    private final Bastion bastion = scene.bastion;
    private final BastionFaults faults = bastion.faults();
    private final Visitor visitor = new Visitor();

    @SuppressWarnings("NullAway.Init") // set before each test
    private ClientSession session;

    BastionFaultsTest() throws IOException {}

    @BeforeEach
    void logIn() throws IOException {
        bastion.authorize(visitor.line());
        session = visitor.logIn(bastion);
    }

    @AfterEach
    void close() {
        session.close(true);
        visitor.close();
        scene.close();
    }

    @Test
    void aChangedHostKeyIsSeenByTheNextConnectionAndByNoEarlierOne() throws IOException {
        String pinned = bastion.hostKey();
        String fingerprint = bastion.fingerprint();

        faults.changeHostKey();

        assertThatThrownBy(() -> visitor.logIn(bastion, Bastion.USER, pinned))
                .hasMessageContaining("Server key did not validate");
        session.reExchangeKeys().verify(Visitor.PATIENCE);
        assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
        assertThat(bastion.fingerprint()).isNotEqualTo(fingerprint);
        visitor.logIn(bastion).close();

        faults.restoreHostKey();

        visitor.logIn(bastion, Bastion.USER, pinned).close();
    }

    @Test
    void aKeyThatIsTakenOutIsNotLetInAgain() throws IOException {
        bastion.authorize("");

        assertThatThrownBy(() -> visitor.logIn(bastion)).hasMessageContaining("authentication");
        assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
    }

    @Test
    void aNarrowerLineCountsFromTheNextLogInOn() throws IOException {
        bastion.authorize(visitor.line("restrict,port-forwarding,permitopen=\"" + ONE + ":9092\""));

        assertThat(Scene.nameAt(session, TWO)).isEqualTo("two");
        try (ClientSession next = visitor.logIn(bastion)) {
            Scene.assertRefused(PROHIBITED, next, TWO);
        }
    }

    @Test
    void prohibitedForwardingCountsAtOnceAndForEverybody() throws IOException {
        faults.prohibitForwarding(true);
        Scene.assertRefused(PROHIBITED, session, ONE);

        faults.prohibitForwarding(false);
        assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
    }

    @Test
    void aBrokerOutOfReachIsAFailedConnectAndTheOthersAreThere() throws IOException {
        faults.unreachable(ONE, PORT);
        Scene.assertRefused(CONNECT_FAILED, session, ONE);
        assertThat(Scene.nameAt(session, TWO)).isEqualTo("two");

        faults.reachable();
        assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");
    }

    @Test
    void aFrozenBastionAnswersNobodyAndLosesNothing() throws IOException {
        try (ClientChannel channel = Visitor.connect(session, ONE, PORT)) {
            InputStream answer = channel.getInvertedOut();
            assertThat(answer.readNBytes(4)).asString().isEqualTo("one\n");
            faults.freeze();

            channel.getInvertedIn().close();

            await().during(Duration.ofMillis(300)).until(() -> answer.available() == 0);
            assertThat(session.isOpen()).isTrue();
            faults.thaw();
            assertThat(answer.readAllBytes()).asString().isEqualTo("0\n");
        }
    }

    @Test
    void whoeverKnocksAtAFrozenBastionIsLetInOnceItThaws() throws IOException {
        faults.freeze();

        try (Socket knocking =
                new Socket(bastion.address().getAddress(), bastion.address().getPort())) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(knocking.getInputStream(), StandardCharsets.UTF_8));
            knocking.setSoTimeout(300);
            assertThatThrownBy(reader::readLine).isInstanceOf(SocketTimeoutException.class);

            faults.thaw();
            knocking.setSoTimeout((int) Visitor.PATIENCE.toMillis());
            assertThat(reader.readLine()).startsWith("SSH-2.0-");
        }
    }

    @Test
    void onlyAClientThatAsksFindsOutThatABastionIsFrozen() throws IOException {
        try (Visitor asking = new Visitor(BastionFaultsTest::keepAlive)) {
            bastion.authorize(visitor.line() + "\n" + asking.line());
            ClientSession asked = asking.logIn(bastion);
            await().during(Duration.ofSeconds(1)).until(asked::isOpen);

            faults.freeze();

            await().atMost(Visitor.PATIENCE).until(asked::isClosed);
            assertThat(session.isOpen()).isTrue();
            faults.thaw();
        }
    }

    private static void keepAlive(SshClient client) {
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, Duration.ofMillis(200));
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 2);
    }

    @Test
    void droppedConnectionsBreakInTheirMiddleAndNewOnesAreLetIn() throws IOException {
        try (ClientChannel channel = Visitor.connect(session, ONE, PORT)) {
            assertThat(channel.getInvertedOut().read()).isEqualTo('o');

            faults.drop();

            await().atMost(Visitor.PATIENCE).until(() -> session.isClosed() && channel.isClosed());
            await().until(() -> bastion.counters().openSessions() == 0);
            await().until(() -> bastion.counters().openChannels() == 0);
        }
        try (ClientSession next = visitor.logIn(bastion)) {
            assertThat(Scene.nameAt(next, ONE)).isEqualTo("one");
        }
    }

    @Test
    void aFrozenBastionCanBeDroppedToo() {
        faults.freeze();

        faults.drop();

        await().atMost(Visitor.PATIENCE).until(session::isClosed);
        faults.thaw();
    }

    @Test
    void aClosedPortRefusesAndIsOpenedAgainWhereItWas() throws IOException {
        faults.closePort();

        assertThatThrownBy(() -> visitor.logIn(bastion)).hasMessageContaining("refused");
        assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");

        faults.openPort();
        visitor.logIn(bastion).close();
    }

    @Test
    void aSlowBastionCarriesSoManyBytesASecond() throws IOException {
        try (Endless endless = new Endless();
                ClientChannel channel = Visitor.connect(session, "127.0.0.1", endless.port())) {
            // What the client already holds is not slow any more: its window is empty first.
            faults.slow(Duration.ZERO, 4_000_000);
            channel.getInvertedOut().skipNBytes(1_000_000);
            long start = System.nanoTime();

            channel.getInvertedOut().skipNBytes(8_000_000);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void aSlowBastionTakesItsTime() throws IOException {
        faults.slow(Duration.ofMillis(200), Long.MAX_VALUE);
        long start = System.nanoTime();

        assertThat(Scene.nameAt(session, ONE)).isEqualTo("one");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void mendingUndoesEverything() throws IOException {
        String hostKey = bastion.hostKey();
        faults.changeHostKey();
        faults.prohibitForwarding(true);
        faults.unreachable(ONE, PORT);
        faults.slow(Duration.ofMillis(10), 1);
        faults.freeze();
        faults.closePort();
        assertThat(faults.inForce())
                .isEqualTo(new BastionFaults.InForce(true, true, Set.of(ONE + ":9092"), true, true, 10, 1));

        faults.mend();

        assertThat(faults.inForce())
                .isEqualTo(new BastionFaults.InForce(false, false, Set.of(), false, false, 0, Long.MAX_VALUE));
        try (ClientSession next = visitor.logIn(bastion, Bastion.USER, hostKey)) {
            assertThat(Scene.nameAt(next, ONE)).isEqualTo("one");
        }
    }
}
