package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.foundation.HostPort;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a gateway holds what it is told to hold. */
class GatewayTest {

    private final TestBastion bastion = new TestBastion();
    private final Proxy echo = Proxy.echo();
    private final TunnelScene scene = new TunnelScene();
    private final int port = TunnelScene.freePort();

    @AfterEach
    void end() {
        scene.close();
        echo.close();
        bastion.close();
    }

    @Test
    void aTunnelThatIsUpSaysWithWhichKey() {
        TunnelOrder order = scene.up(bastion, Map.of(port, echo()));

        TunnelCondition.Up up = (TunnelCondition.Up) scene.condition(order);

        assertThat(up.accepted()).isEqualTo(scene.key.publicKey());
        assertThat(up.unlistened()).isEmpty();
    }

    @Test
    void whileTheBastionIsAwayClientsAreSentAwayAtOnceAndNobodyElseGetsThePort() throws IOException {
        TunnelOrder order = scene.up(bastion, Map.of(port, echo()));
        bastion.close();
        Awaitility.await().until(() -> scene.condition(order) instanceof TunnelCondition.Down);
        long begun = System.nanoTime();

        assertThat(TunnelScene.sendsAway(port)).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(scene.refused(RefusedClient.BASTION_AWAY)).isEqualTo(1);
        assertThatThrownBy(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()))
                .isInstanceOf(IOException.class);
        Awaitility.await()
                .until(() -> scene.condition(order) instanceof TunnelCondition.Down down
                        && down.why() instanceof BastionContact.TcpRefused);
    }

    @Test
    void aBastionThatFreezesIsNoticed() throws IOException {
        try (Proxy proxy = Proxy.to(bastion.port())) {
            TunnelOrder order = scene.order(scene.login(bastion, proxy.port()), Map.of(port, echo()));
            scene.gateway.hold(List.of(order));
            scene.awaitUp(order);
            Socket client = TunnelScene.connect(port);
            long frozen = System.nanoTime();

            proxy.freeze();

            Awaitility.await().until(() -> scene.condition(order) instanceof TunnelCondition.Down);
            assertThat(Duration.ofNanos(System.nanoTime() - frozen))
                    .isLessThan(TunnelScene.KEEPALIVE.multipliedBy(TunnelScene.MISSED + 5));
            assertThat(((TunnelCondition.Down) scene.condition(order)).why())
                    .isEqualTo(new BastionContact.Unreachable("it stopped answering"));
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
            client.close();
        }
    }

    /** A writer that waits for a socket that takes nothing holds a lock that a keepalive needs, too. */
    @Test
    void aBastionThatFreezesInTheMiddleOfMuchIsNoticed() throws IOException {
        try (Proxy proxy = Proxy.to(bastion.port());
                Proxy broker = new Proxy(
                        connection -> connection.getInputStream().transferTo(OutputStream.nullOutputStream()))) {
            TunnelOrder order =
                    scene.order(scene.login(bastion, proxy.port()), Map.of(port, TunnelScene.at(broker.port())));
            scene.gateway.hold(List.of(order));
            scene.awaitUp(order);
            Socket client = TunnelScene.connect(port);
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        client.getOutputStream().write(new byte[16 * 1024]);
                    }
                } catch (IOException over) {
                    // as it must
                }
            });
            Awaitility.await().until(() -> bytesUp() > 1_000_000);

            proxy.freeze();

            Awaitility.await().until(() -> scene.condition(order) instanceof TunnelCondition.Down);
            Awaitility.await().until(() -> scene.gauge("postern.tunnels.clients") == 0);
            client.close();
        }
    }

    @Test
    void otherKeysLeaveWhatRunsAloneAndAreUsedForTheNextLogIn() throws IOException {
        TunnelOrder order = scene.up(bastion, Map.of(port, echo()));
        SshKeyPair next = Keys.generate();
        try (Socket client = TunnelScene.connect(port)) {
            assertThat(answer(client)).isEqualTo(7);
            bastion.withdraw(scene.key.publicKey());
            TunnelOrder rotated =
                    new TunnelOrder(order.tenantId(), order.connectionId(), bastion.login(next), order.listeners());

            scene.gateway.hold(List.of(rotated));

            assertThat(answer(client)).isEqualTo(7);
            assertThat(((TunnelCondition.Up) scene.condition(order)).accepted()).isEqualTo(scene.key.publicKey());
        }
        bastion.cut();
        Awaitility.await()
                .until(() -> scene.condition(order) instanceof TunnelCondition.Up up
                        && up.accepted().equals(next.publicKey()));
    }

    @Test
    void anotherBastionTakesThePlaceOfTheFirst() throws IOException {
        TunnelOrder order = scene.up(bastion, Map.of(port, echo()));
        try (TestBastion other = new TestBastion()) {
            TunnelOrder moved =
                    new TunnelOrder(order.tenantId(), order.connectionId(), other.login(scene.key), order.listeners());

            scene.gateway.hold(List.of(moved));

            Awaitility.await()
                    .until(() ->
                            !other.sessions().isEmpty() && bastion.sessions().isEmpty());
            scene.awaitUp(order);
            try (Socket client = TunnelScene.connect(port)) {
                assertThat(answer(client)).isEqualTo(7);
            }
        }
    }

    @Test
    void ofOtherListenersOnlyThoseThatDifferAreOpenedAndClosed() throws IOException {
        int second = TunnelScene.freePort();
        TunnelOrder order = scene.up(bastion, Map.of(port, echo()));
        try (Socket client = TunnelScene.connect(port)) {
            assertThat(answer(client)).isEqualTo(7);

            scene.gateway.hold(List.of(
                    new TunnelOrder(order.tenantId(), order.connectionId(), order.login(), Map.of(second, echo()))));

            assertThat(answer(client)).isEqualTo(7);
            assertThatThrownBy(() -> TunnelScene.connect(port)).isInstanceOf(ConnectException.class);
            try (Socket another = TunnelScene.connect(second)) {
                assertThat(answer(another)).isEqualTo(7);
            }
        }
        assertThat(bastion.sessions()).hasSize(1);
    }

    @Test
    void aGatewayThatStopsListeningRefusesAtOnceServesThoseWhoAreThereAndListensAgainWhenToldTo() throws IOException {
        TunnelOrder order = scene.up(bastion, Map.of(port, echo()));
        try (Socket client = TunnelScene.connect(port)) {
            assertThat(answer(client)).isEqualTo(7);

            scene.gateway.stopListening();

            // The one that accepts is still leaving.
            Awaitility.await()
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> TunnelScene.connect(port)).isInstanceOf(ConnectException.class));
            assertThat(answer(client)).isEqualTo(7);
            scene.gateway.hold(List.of(order));
            try (Socket another = TunnelScene.connect(port)) {
                assertThat(answer(another)).isEqualTo(7);
            }
        }
        assertThat(bastion.sessions()).hasSize(1);
    }

    @Test
    void aTunnelThatIsNotOrderedAnyMoreIsGoneWithItsPort() throws IOException {
        scene.up(bastion, Map.of(port, echo()));
        try (Socket client = TunnelScene.connect(port)) {
            assertThat(answer(client)).isEqualTo(7);

            scene.gateway.hold(List.of());

            assertThat(scene.gateway.conditions()).isEmpty();
            assertThatThrownBy(() -> answer(client)).isInstanceOf(IOException.class);
        }
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        Awaitility.await().until(() -> bastion.sessions().isEmpty());
    }

    @Test
    void aPortThatSomebodyElseHasIsSaidAndTakenWhenItIsFree() throws IOException {
        ServerSocket somebody = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        TunnelOrder order = scene.up(bastion, Map.of(port, echo()));
        assertThat(scene.condition(order).unlistened()).isEqualTo(Set.of(port));
        somebody.close();

        scene.gateway.hold(List.of(order));

        assertThat(scene.condition(order).unlistened()).isEmpty();
        try (Socket client = TunnelScene.connect(port)) {
            assertThat(answer(client)).isEqualTo(7);
        }
    }

    /** Two customers whose brokers have the same name, as they all do. */
    @Test
    void aBastionThatRefusesTheKeyIsAskedAgainUntilItDoesNot() {
        TunnelOrder order = scene.order(bastion.login(scene.key), Map.of());
        bastion.withdraw(scene.key.publicKey());
        scene.gateway.hold(List.of(order));
        Awaitility.await()
                .until(() -> scene.condition(order) instanceof TunnelCondition.Down down
                        && down.why().equals(new BastionContact.LoginRefused()));

        bastion.authorize(scene.key.publicKey());

        scene.awaitUp(order);
    }

    private HostPort echo() {
        return TunnelScene.at(echo.port());
    }

    private double bytesUp() {
        return scene.meters
                .get("postern.tunnels.bytes")
                .tag("direction", "to-bastion")
                .functionCounter()
                .count();
    }

    private static int answer(Socket client) throws IOException {
        client.getOutputStream().write(7);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new IOException("closed");
        }
        return answer;
    }
}
