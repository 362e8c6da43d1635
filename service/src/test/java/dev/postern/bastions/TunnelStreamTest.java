package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes through a managed tunnel. */
class TunnelStreamTest {

    private static final int MUCH = 8 * 1024 * 1024;

    /** What the sockets' own buffers on the way take: four sockets of loopback, at most so much each. */
    private static final long SOCKET_BUFFERS = 4 * 6 * 1024 * 1024L;

    private final TestBastion bastion = new TestBastion();
    private final TunnelScene scene = new TunnelScene();
    private final int port = TunnelScene.freePort();

    @AfterEach
    void end() {
        scene.close();
        bastion.close();
    }

    @Test
    void whatIsSaidArrivesAndTheEndOfOneDirectionLeavesTheOtherOpen() throws Exception {
        byte[] said = new byte[MUCH];
        new Random(1).nextBytes(said);
        try (Proxy broker = new Proxy(connection -> {
            byte[] heard = connection.getInputStream().readAllBytes();
            connection.getOutputStream().write(heard);
            connection.shutdownOutput();
        })) {
            scene.up(bastion, Map.of(port, TunnelScene.at(broker.port())));

            try (Socket client = TunnelScene.connect(port)) {
                client.getOutputStream().write(said);
                client.shutdownOutput();

                assertThat(client.getInputStream().readAllBytes()).isEqualTo(said);
            }
        }
        Awaitility.await().until(() -> scene.gauge("postern.tunnels.clients") == 0);
        assertThat(bytes("to-bastion")).isEqualTo(MUCH);
        assertThat(bytes("from-bastion")).isEqualTo(MUCH);
    }

    @Test
    void aBrokerThatHasSaidAllCanStillBeTold() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (Proxy broker = new Proxy(connection -> {
            connection.getOutputStream().write(new byte[MUCH]);
            connection.shutdownOutput();
            heard.complete(new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        })) {
            scene.up(bastion, Map.of(port, TunnelScene.at(broker.port())));

            try (Socket client = TunnelScene.connect(port)) {
                assertThat(client.getInputStream().readAllBytes()).hasSize(MUCH);
                client.getOutputStream().write("late".getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(heard).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("late");
        }
    }

    @Test
    void aClientThatDoesNotReadStopsTheBrokerAndNobodyElse() throws Exception {
        AtomicLong written = new AtomicLong();
        try (Proxy broker = new Proxy(connection -> write(connection, written));
                Proxy echo = Proxy.echo()) {
            int second = TunnelScene.freePort();
            scene.up(bastion, Map.of(port, TunnelScene.at(broker.port()), second, TunnelScene.at(echo.port())));

            try (Socket slow = TunnelScene.connect(port);
                    Socket other = TunnelScene.connect(second)) {
                long stopped = stopped(written);
                other.getOutputStream().write(42);

                assertThat(stopped).isLessThan(TunnelScene.WINDOW + SOCKET_BUFFERS);
                assertThat(other.getInputStream().read()).isEqualTo(42);
                slow.getInputStream().skipNBytes(stopped);
                Awaitility.await().until(() -> written.get() > stopped);
            }
        }
    }

    @Test
    void aBrokerThatDoesNotReadStopsTheClient() throws Exception {
        AtomicLong written = new AtomicLong();
        try (Proxy broker = new Proxy(connection -> {})) {
            scene.up(bastion, Map.of(port, TunnelScene.at(broker.port())));

            try (Socket client = TunnelScene.connect(port)) {
                Thread.ofVirtual().start(() -> {
                    try {
                        write(client, written);
                    } catch (IOException over) {
                        // as it must
                    }
                });

                // The server that plays the bastion here has a window of two megabytes.
                assertThat(stopped(written)).isLessThan(4 * 1024 * 1024 + SOCKET_BUFFERS);
            }
        }
    }

    @Test
    void aStreamThatBreaksOffIsNotTakenForOneThatEnded() throws Exception {
        try (Proxy broker = Proxy.saying(1)) {
            scene.up(bastion, Map.of(port, TunnelScene.at(broker.port())));

            try (Socket client = TunnelScene.connect(port)) {
                InputStream in = client.getInputStream();
                assertThat(in.read()).isEqualTo(1);
                bastion.cut();

                assertThat(CompletableFuture.supplyAsync(() -> {
                            try {
                                return "ended with " + in.read();
                            } catch (IOException reset) {
                                return "reset";
                            }
                        }))
                        .succeedsWithin(Duration.ofSeconds(20))
                        .isEqualTo("reset");
            }
        }
    }

    @Test
    void aBrokerThatTheBastionDoesNotReachOrMayNotReachIsRefusedAndCounted() {
        HostPort forbidden = new HostPort("127.0.0.1", 2);
        bastion.forbid(forbidden);
        int second = TunnelScene.freePort();
        scene.up(bastion, Map.of(port, TunnelScene.at(1), second, forbidden));

        assertThat(TunnelScene.sendsAway(port)).isTrue();
        assertThat(TunnelScene.sendsAway(second)).isTrue();

        assertThat(scene.refused(RefusedClient.BROKER_REFUSED)).isEqualTo(1);
        assertThat(scene.refused(RefusedClient.FORWARDING_DENIED)).isEqualTo(1);
        Awaitility.await().until(() -> scene.gauge("postern.tunnels.clients") == 0);
    }

    @Test
    void aTunnelTakesSoManyClientsAndNoMoreUntilOneLeaves() throws Exception {
        try (Proxy broker = Proxy.saying(1)) {
            scene.up(bastion, Map.of(port, TunnelScene.at(broker.port())));
            Socket[] clients = new Socket[TunnelScene.CLIENTS_PER_TUNNEL];
            for (int number = 0; number < clients.length; number++) {
                clients[number] = TunnelScene.connect(port);
                assertThat(clients[number].getInputStream().read()).isEqualTo(1);
            }

            assertThat(TunnelScene.sendsAway(port)).isTrue();
            assertThat(scene.refused(RefusedClient.TUNNEL_FULL)).isEqualTo(1);

            clients[0].close();
            Awaitility.await().until(() -> !TunnelScene.sendsAway(port));
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    /** Writes without end, and counts. */
    private static void write(Socket to, AtomicLong written) throws IOException {
        byte[] bytes = new byte[16 * 1024];
        while (true) {
            to.getOutputStream().write(bytes);
            written.addAndGet(bytes.length);
        }
    }

    /** Waits until the number does not change any more, and says what it is. */
    private static long stopped(AtomicLong written) {
        Awaitility.await().until(() -> written.get() > 0);
        long[] before = {-1};
        Awaitility.await().pollInterval(Duration.ofMillis(400)).until(() -> {
            long now = written.get();
            boolean same = now == before[0];
            before[0] = now;
            return same;
        });
        return written.get();
    }

    private double bytes(String direction) {
        return scene.meters
                .get("postern.tunnels.bytes")
                .tag("direction", direction)
                .functionCounter()
                .count();
    }
}
