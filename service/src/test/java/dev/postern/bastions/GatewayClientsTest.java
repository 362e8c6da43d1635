package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.connections.spi.BastionLogin;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import dev.postern.foundation.TypedId;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelOrder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may come through a gateway, how many, and until when. */
class GatewayClientsTest {

    private static final Duration WAIT = Duration.ofSeconds(20);

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
    void aClientFromElsewhereReachesNothing() {
        try (TunnelScene strict = new TunnelScene("10.99.0.0/16")) {
            strict.up(bastion, Map.of(port, echo()));

            assertThat(TunnelScene.sendsAway(port)).isTrue();

            assertThat(echo.accepted()).isZero();
            assertThat(strict.refused(RefusedClient.ADDRESS_NOT_ALLOWED)).isEqualTo(1);
        }
    }

    @Test
    void theSameNameLeadsEachTenantToItsOwnBroker() throws IOException {
        HostPort name = new HostPort("b-1.kafka.internal", 9092);
        int second = TunnelScene.freePort();
        try (TestBastion theirs = new TestBastion();
                Proxy one = Proxy.saying(1);
                Proxy two = Proxy.saying(2)) {
            bastion.name(name, TunnelScene.at(one.port()));
            theirs.name(name, TunnelScene.at(two.port()));
            TunnelOrder first = scene.order(bastion.login(scene.key), Map.of(port, name));
            TunnelOrder other = new TunnelOrder(
                    TenantId.next(), TypedId.next("con"), theirs.login(scene.key), Map.of(second, name));
            scene.gateway.hold(List.of(first, other));
            scene.awaitUp(first);
            scene.awaitUp(other);

            for (int times = 0; times < 20; times++) {
                try (Socket client = TunnelScene.connect(port);
                        Socket another = TunnelScene.connect(second)) {
                    assertThat(client.getInputStream().read()).isEqualTo(1);
                    assertThat(another.getInputStream().read()).isEqualTo(2);
                }
            }
        }
    }

    @Test
    void aTenantHasSoManyTunnelsAndLeavesTheRestToOthers() {
        BastionLogin login = bastion.login(scene.key);
        List<TunnelOrder> orders =
                List.of(scene.order(login, Map.of()), scene.order(login, Map.of()), scene.order(login, Map.of()));
        TunnelOrder other = new TunnelOrder(TenantId.next(), TypedId.next("con"), login, Map.of());
        scene.gateway.hold(orders);
        Awaitility.await().until(() -> bastion.sessions().size() == 2);

        scene.gateway.hold(Stream.concat(orders.stream(), Stream.of(other)).toList());

        scene.awaitUp(other);
        assertThat(orders.stream().map(scene::condition).filter(TunnelCondition.Up.class::isInstance))
                .hasSize(2);
        assertThat(orders.stream().map(scene::condition).filter(TunnelCondition.Down.class::isInstance))
                .hasSize(1);
    }

    @Test
    void aGatewayThatDrainsTakesNobodyAnyMoreAndLetsThoseWhoAreThereFinish() throws Exception {
        scene.up(bastion, Map.of(port, echo()));
        CompletableFuture<Void> drained;
        try (Socket client = TunnelScene.connect(port)) {
            assertThat(answer(client)).isEqualTo(7);

            drained = CompletableFuture.runAsync(() -> scene.gateway.drain(WAIT));

            Awaitility.await().until(() -> refusesConnections(port));
            assertThat(answer(client)).isEqualTo(7);
            assertThat(drained).isNotDone();
        }
        assertThat(drained).succeedsWithin(WAIT);
        Awaitility.await().until(() -> bastion.sessions().isEmpty());
    }

    @Test
    void whoeverStaysLongerThanTheLimitIsCutOff() throws IOException {
        scene.up(bastion, Map.of(port, echo()));
        try (Socket client = TunnelScene.connect(port)) {
            assertThat(answer(client)).isEqualTo(7);

            scene.gateway.drain(Duration.ofMillis(100));

            assertThatThrownBy(() -> answer(client)).isInstanceOf(IOException.class);
        }
    }

    private HostPort echo() {
        return TunnelScene.at(echo.port());
    }

    private static int answer(Socket client) throws IOException {
        client.getOutputStream().write(7);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new IOException("closed");
        }
        return answer;
    }

    private static boolean refusesConnections(int port) throws IOException {
        try (Socket client = TunnelScene.connect(port)) {
            return false;
        } catch (ConnectException refused) {
            return true;
        }
    }
}
