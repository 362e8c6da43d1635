package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.postern.foundation.HostPort;
import dev.postern.kafka.SharedBrokers;
import dev.postern.kafka.StreamedTopic;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelOrder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is left after a bastion was cut off again and again while Kafka's own clients were at work. */
@ExtendWith(SharedBrokers.class)
class TunnelLeakTest {

    private static final int CUTS = 100;
    private static final int PLACES = 20;

    /** Messages that have to get through between two cuts. */
    private static final int SOME = 20;

    /** Threads are named after what they serve. */
    private static final Pattern THREAD = Pattern.compile("\"name\":\\s*\"((?:bastion|tunnel|keepalive)-[^\"]*)\"");

    private final KafkaBrokers brokers;
    private final Set<String> served = new HashSet<>();
    private int dumps;

    TunnelLeakTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @Test
    void aHundredCutsWhileClientsStreamLoseNoAcknowledgedMessageAndLeaveNothingBehind(@TempDir Path directory)
            throws Exception {
        Map<HostPort, Integer> ports = new HashMap<>();
        brokers.nodeIds().forEach(nodeId -> ports.put(advertised(nodeId), TunnelScene.freePort()));
        int echoPort = TunnelScene.freePort();
        Map<Integer, HostPort> listeners = new HashMap<>();
        ports.forEach((broker, port) -> listeners.put(port, broker));
        try (TestBastion bastion = new TestBastion();
                TunnelScene scene = TunnelScene.patient(PLACES);
                Proxy echo = Proxy.echo()) {
            brokers.nodeIds().forEach(nodeId -> bastion.name(advertised(nodeId), real(nodeId)));
            listeners.put(echoPort, TunnelScene.at(echo.port()));
            TunnelOrder order = scene.up(bastion, listeners);
            served.add(order.connectionId());
            served.add(":" + bastion.port());
            listeners.keySet().forEach(port -> served.add("-" + port));
            long begun = System.nanoTime();
            try (StreamedTopic topic = new StreamedTopic(
                    brokers,
                    (host, port) -> new InetSocketAddress(
                            InetAddress.getLoopbackAddress(),
                            Objects.requireNonNull(ports.get(new HostPort(host, port)))))) {
                topic.awaitMore(SOME);

                for (int cut = 0; cut < CUTS; cut++) {
                    Instant since = ((TunnelCondition.Up) scene.condition(order)).since();
                    bastion.cut();
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> scene.condition(order) instanceof TunnelCondition.Up up
                                    && up.since().isAfter(since));
                    topic.awaitMore(SOME);
                }

                topic.assertNothingIsLost();
                System.out.printf(
                        "%d cuts in %d s: %d messages acknowledged and read, %d connections of clients.%n",
                        CUTS,
                        Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                        topic.acknowledged(),
                        topic.connects());
                assertThat(topic.connects()).as("connections that were cut").isGreaterThan(CUTS);
            }
            Awaitility.await().until(() -> scene.gauge("postern.tunnels.clients") == 0);
            // One each: the ports, the session, its reader.
            Awaitility.await()
                    .untilAsserted(() -> assertThat(threads(directory)).hasSize(2 + listeners.size()));
            assertThat(bastion.sessions()).hasSize(1);
            Awaitility.await().until(() -> bastion.channels() == 0);
            assertThat(scene.gauge("postern.tunnels.sessions")).isEqualTo(1);
            assertThat(((TunnelCondition.Up) scene.condition(order)).clients()).isZero();
            assertThat(scene.meters.get("postern.tunnels.lost").counter().count())
                    .isEqualTo(CUTS);
            assertAllPlacesAreFree(echoPort);

            scene.close();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(threads(directory)).isEmpty());
            for (int port : listeners.keySet()) {
                new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            }
        }
    }

    /** Of the tunnel and of the tenant: as many clients as ever are served at a time, and not one more. */
    private static void assertAllPlacesAreFree(int port) throws IOException {
        List<Socket> clients = new ArrayList<>();
        for (int number = 0; number < PLACES; number++) {
            Socket client = TunnelScene.connect(port);
            clients.add(client);
            client.getOutputStream().write(number);
            assertThat(client.getInputStream().read()).isEqualTo(number);
        }
        assertThat(TunnelScene.sendsAway(port)).isTrue();
        for (Socket client : clients) {
            client.close();
        }
    }

    private HostPort advertised(int nodeId) {
        InetSocketAddress address = brokers.advertised(nodeId, Listener.PLAINTEXT);
        return new HostPort(address.getHostString(), address.getPort());
    }

    private HostPort real(int nodeId) {
        return TunnelScene.at(brokers.address(nodeId, Listener.PLAINTEXT).getPort());
    }

    /** Names of those that serve this tunnel, virtual ones among them. A dump fails if it meets a thread that is about to start. */
    private List<String> threads(Path directory) {
        return Awaitility.await()
                .ignoreException(IllegalThreadStateException.class)
                .until(() -> dumped(directory), Objects::nonNull);
    }

    private List<String> dumped(Path directory) throws IOException {
        Path dump = directory.resolve("threads-" + dumps++ + ".json");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
        return THREAD.matcher(Files.readString(dump))
                .results()
                .map(thread -> thread.group(1))
                .filter(name -> served.stream().anyMatch(name::endsWith))
                .toList();
    }
}
