package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelOrder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TunnelLeakTest {

    private static final int CUTS = 100;
    private static final int CLIENTS = 3;
    private static final Pattern OURS = Pattern.compile(
            "\"tid\":\\s*\"?(\\d+)\"?(?:(?!\"tid\").)*?\"name\":\\s*\"(?:bastion|tunnel|keepalive|name-lookup)",
            Pattern.DOTALL);

    private final Set<String> others = new HashSet<>();
    private int dumps;

    @Test
    void ahundredCutsWhileClientsComeAndGoLeaveNothingBehind(@TempDir Path directory) throws Exception {
        int port = TunnelScene.freePort();
        others.addAll(ids(directory));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        try (TestBastion bastion = new TestBastion();
                TunnelScene scene = new TunnelScene();
                Proxy echo = Proxy.echo()) {
            TunnelOrder order = scene.up(bastion, Map.of(port, TunnelScene.at(echo.port())));
            Awaitility.await().until(() -> threads(directory) > 0);
            Thread[] clients = new Thread[CLIENTS];
            for (int number = 0; number < CLIENTS; number++) {
                clients[number] = Thread.ofVirtual().start(() -> comeAndGo(port, over, served));
            }
            Awaitility.await().until(() -> served.get() > CLIENTS);

            for (int cut = 0; cut < CUTS; cut++) {
                Instant since = ((TunnelCondition.Up) scene.condition(order)).since();
                int before = served.get();
                bastion.cut();
                Awaitility.await()
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> scene.condition(order) instanceof TunnelCondition.Up up
                                && up.since().isAfter(since));
                Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> served.get() > before);
            }

            over.set(true);
            for (Thread client : clients) {
                client.join();
            }
            Awaitility.await().until(() -> scene.gauge("postern.tunnels.clients") == 0);
            // One each: the port, the sessions, the reader of the one that is there.
            Awaitility.await()
                    .untilAsserted(() -> assertThat(threads(directory)).isLessThanOrEqualTo(3));
            assertThat(bastion.sessions()).hasSize(1);
            assertThat(scene.gauge("postern.tunnels.sessions")).isEqualTo(1);
            assertThat(((TunnelCondition.Up) scene.condition(order)).clients()).isZero();
            assertThat(scene.meters.get("postern.tunnels.lost").counter().count())
                    .isEqualTo(CUTS);

            scene.close();

            Awaitility.await()
                    .untilAsserted(() -> assertThat(threads(directory)).isZero());
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    /** Each with a stream that it leaves open for a while. */
    private static void comeAndGo(int port, AtomicBoolean over, AtomicInteger served) {
        while (!over.get()) {
            try (Socket client = TunnelScene.connect(port)) {
                for (int times = 0; times < 50; times++) {
                    client.getOutputStream().write(times);
                    if (client.getInputStream().read() != times) {
                        break;
                    }
                    served.incrementAndGet();
                }
            } catch (IOException cut) {
                Thread.yield();
            }
        }
    }

    /** Of this room's own, virtual ones among them, but for those of other gateways in this JVM. */
    private long threads(Path directory) throws IOException {
        Set<String> ids = ids(directory);
        ids.removeAll(others);
        return ids.size();
    }

    private Set<String> ids(Path directory) throws IOException {
        Path dump = directory.resolve("threads-" + dumps++ + ".json");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toAbsolutePath().toString(), ThreadDumpFormat.JSON);
        return OURS.matcher(Files.readString(dump))
                .results()
                .map(thread -> thread.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
