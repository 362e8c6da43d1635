package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.GeneratedLines;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.dialling.TestDialler;
import dev.postern.foundation.HostPort;
import dev.postern.testing.OpenSsh;
import dev.postern.tunnels.spi.TunnelOrder;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Managed tunnels through OpenSSH's own server, with the lines in force that Postern gives, as they are. */
class OpenSshTest {

    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final int MUCH = 8 * 1024 * 1024;

    private final TunnelScene scene = new TunnelScene();
    private final SshKeyPair second = Keys.generate();
    private final int port = TunnelScene.freePort();
    private OpenSsh openSsh;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        OpenSsh.assumeInstalled();
        openSsh = new OpenSsh(directory);
    }

    @AfterEach
    void end() {
        scene.close();
        if (openSsh != null) {
            openSsh.close();
        }
    }

    @Test
    void whatIsSaidArrivesAndTheEndOfOneDirectionLeavesTheOtherOpen() throws IOException {
        byte[] said = new byte[MUCH];
        new Random(1).nextBytes(said);
        try (Proxy broker = new Proxy(connection -> {
            byte[] heard = connection.getInputStream().readAllBytes();
            connection.getOutputStream().write(heard);
            connection.shutdownOutput();
        })) {
            permit(TunnelScene.at(broker.port()));
            up(Map.of(port, TunnelScene.at(broker.port())));

            try (Socket client = TunnelScene.connect(port)) {
                client.getOutputStream().write(said);
                client.shutdownOutput();

                assertThat(client.getInputStream().readAllBytes()).isEqualTo(said);
            }
        }
    }

    @Test
    void aBrokerThatTheLineDoesNotPermitIsRefusedAndReachedOnceTheNewLineIsInstalled() throws IOException {
        int other = TunnelScene.freePort();
        try (Proxy known = Proxy.echo();
                Proxy added = Proxy.echo()) {
            HostPort first = TunnelScene.at(known.port());
            HostPort next = TunnelScene.at(added.port());
            permit(first);
            up(Map.of(port, first, other, next));
            try (Socket stays = TunnelScene.connect(port)) {
                assertThat(answers(stays)).isTrue();
                assertThat(TunnelScene.sendsAway(other)).isTrue();
                assertThat(scene.refused(RefusedClient.FORWARDING_DENIED)).isEqualTo(1);
                assertThat(added.accepted()).isZero();

                permit(first, next);

                // What a session may do is what the line said when it logged in: another one takes its place.
                Awaitility.await().atMost(WAIT).until(() -> {
                    try (Socket client = TunnelScene.connect(other)) {
                        return answers(client);
                    }
                });
                assertThat(answers(stays)).isTrue();
            }
        }
    }

    @Test
    void whoeverStealsOurKeyGetsNoCommandNoTerminalNoAgentAndNoOtherPlace() throws Exception {
        try (Proxy broker = Proxy.saying('B');
                Proxy other = Proxy.saying('O')) {
            permit(TunnelScene.at(broker.port()));

            assertThat(openSsh.ssh(scene.key, "-W", "127.0.0.1:" + broker.port()))
                    .isEqualTo("B");
            assertThat(openSsh.ssh(scene.key, "-W", "127.0.0.1:" + other.port()))
                    .contains("administratively prohibited");
            assertThat(openSsh.ssh(scene.key, "-tt", "--", "true")).contains("PTY allocation request failed");
            assertThat(openSsh.ssh(scene.key, "--", "echo", "here")).doesNotContain("here");
            assertThat(openSsh.ssh(scene.key, "-s", "--", "sftp")).contains("subsystem request failed");
            openSsh.startAgent();
            openSsh.ssh(scene.key, "-A", "--", "true");
            assertThat(openSsh.log()).contains("agent forwarding disabled");
        }
    }

    /** As the remedy of FORWARDING_DENIED tells the tenant to have it. */
    @Test
    void withForwardingOfTheLocalKindOurKeyOpensNoPortOnTheBastion() throws Exception {
        openSsh.restart("AllowTcpForwarding local");
        try (Proxy broker = Proxy.saying('B')) {
            permit(TunnelScene.at(broker.port()));

            String said = openSsh.ssh(scene.key, "-N", "-R", "127.0.0.1:0:127.0.0.1:" + broker.port());

            assertThat(said).contains("remote port forwarding failed");
            assertThat(openSsh.ssh(scene.key, "-W", "127.0.0.1:" + broker.port()))
                    .isEqualTo("B");
        }
    }

    @Test
    void anSshdThatForwardsNothingIsToldFromALineThatIsNotThere() throws IOException {
        openSsh.restart("AllowTcpForwarding no");
        HostPort broker = TunnelScene.at(1);
        SshBastionDialler dialler = new SshBastionDialler(TestDialler.allowing("127.0.0.1/32"));

        BastionContact without = dialler.contact(login(), List.of(broker), WAIT);
        permit(broker);
        BastionContact with = dialler.contact(login(), List.of(broker), WAIT);

        assertThat(without).isEqualTo(new BastionContact.LoginRefused());
        assertThat(with).isInstanceOfSatisfying(BastionContact.Reached.class, reached -> {
            assertThat(reached.accepted()).containsExactly(scene.key.publicKey(), second.publicKey());
            assertThat(reached.prohibited()).contains(broker);
        });
    }

    private void permit(HostPort... brokers) {
        openSsh.authorize(GeneratedLines.of(List.of(brokers), scene.key, second));
    }

    private BastionLogin login() {
        return new BastionLogin(openSsh.address(), openSsh.hostKey(), List.of(scene.key, second));
    }

    private void up(Map<Integer, HostPort> listeners) {
        TunnelOrder order = scene.order(login(), listeners);
        scene.gateway.hold(List.of(order));
        scene.awaitUp(order);
    }

    private static boolean answers(Socket client) {
        try {
            client.getOutputStream().write(7);
            return client.getInputStream().read() == 7;
        } catch (IOException reset) {
            return false;
        }
    }
}
