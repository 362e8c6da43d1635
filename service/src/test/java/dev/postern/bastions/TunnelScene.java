package dev.postern.bastions;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.dialling.TestDialler;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.TenantId;
import dev.postern.foundation.TypedId;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** A gateway, and orders for it. */
final class TunnelScene implements AutoCloseable {

    static final Duration KEEPALIVE = Duration.ofMillis(200);
    static final int MISSED = 5;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    static final int WINDOW = 256 * 1024;
    static final int CLIENTS_PER_TUNNEL = 4;
    static final int CLIENTS_PER_TENANT = 6;

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Gateway gateway;
    final SshKeyPair key = Keys.generate();
    final TenantId tenant = TenantId.next();

    TunnelScene() {
        this("127.0.0.1");
    }

    /** @param clients that are allowed */
    TunnelScene(String clients) {
        this(clients, CONNECT_LIMIT);
    }

    /** @param connectLimit for which a bastion may say nothing to the question for a channel */
    TunnelScene(String clients, Duration connectLimit) {
        this(clients, connectLimit, CLIENTS_PER_TUNNEL, CLIENTS_PER_TENANT, KEEPALIVE);
    }

    /**
     * Which takes nobody for dead who is slow.
     *
     * @param places for clients, of a tunnel and of a tenant
     */
    static TunnelScene patient(int places) {
        return new TunnelScene("127.0.0.1", CONNECT_LIMIT, places, places, KEEPALIVE.multipliedBy(20));
    }

    private TunnelScene(String clients, Duration connectLimit, int perTunnel, int perTenant, Duration keepalive) {
        GatewayProperties properties = new GatewayProperties(
                "127.0.0.1",
                List.of(clients),
                keepalive,
                MISSED,
                Duration.ofSeconds(10),
                connectLimit,
                Duration.ofMillis(10),
                Duration.ofMillis(100),
                2,
                perTunnel,
                perTenant,
                WINDOW);
        gateway = new Gateway(properties, TestDialler.allowing("127.0.0.0/8"), meters, Clock.systemUTC());
    }

    TunnelOrder order(BastionLogin login, Map<Integer, HostPort> listeners) {
        return new TunnelOrder(tenant, TypedId.next("con"), login, listeners);
    }

    /** By way of {@code port}, where something passes on to the bastion. */
    BastionLogin login(TestBastion bastion, int port) {
        bastion.authorize(key.publicKey());
        return new BastionLogin(
                new BastionAddress("127.0.0.1", port, TestBastion.USER), bastion.hostKey(), List.of(key));
    }

    /** Holds this tunnel alone, and waits until it is up. */
    TunnelOrder up(TestBastion bastion, Map<Integer, HostPort> listeners) {
        TunnelOrder order = order(bastion.login(key), listeners);
        gateway.hold(List.of(order));
        awaitUp(order);
        return order;
    }

    void awaitUp(TunnelOrder order) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> condition(order) instanceof TunnelCondition.Up);
    }

    TunnelCondition condition(TunnelOrder order) {
        return Objects.requireNonNull(gateway.conditions().get(order.connectionId()), "nobody ordered it");
    }

    double refused(RefusedClient cause) {
        return meters.get("postern.tunnels.refusals")
                .tag("cause", cause.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .counter()
                .count();
    }

    double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    static HostPort at(int port) {
        return new HostPort("127.0.0.1", port);
    }

    /** A port that nothing has, below those that the system gives to whoever connects somewhere: nobody takes it by chance. */
    static int freePort() {
        int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return freePort();
        }
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** Whether whoever connects there is sent away before anything was said. */
    static boolean sendsAway(int port) {
        try (Socket client = connect(port)) {
            return client.getInputStream().read() < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    @Override
    public void close() {
        gateway.destroy();
    }
}
