package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.benchmark.Comparison;
import dev.postern.benchmark.ResultTable;
import dev.postern.benchmark.Sample;
import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.dialling.TestDialler;
import dev.postern.foundation.TenantId;
import dev.postern.foundation.TypedId;
import dev.postern.testing.OpenSsh;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Managed tunnels against {@code ssh -L}, with the same server and the same cipher; and what tunnels cost that are idle. */
class TunnelBenchmark {

    private static final long ALL = 1L << 30;
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 7;
    private static final int IDLE = 500;

    /** What a client tells a broker first: that it wants to be sent something, or will send something. */
    private static final int SEND_ME = 1;

    private static final int TAKE_THIS = 2;

    @Test
    void aGigabyteEachWay(@TempDir Path directory) throws Exception {
        OpenSsh.assumeInstalled();
        ResultTable table = new ResultTable(
                "1 GiB through a managed tunnel against ssh -L, %s".formatted(OpenSsh.CIPHER),
                "direction",
                "connections",
                "ssh -L, MB/s",
                "managed, MB/s",
                "managed / ssh -L, speed");
        int port = TunnelScene.freePort();
        try (OpenSsh openSsh = new OpenSsh(directory, "Ciphers " + OpenSsh.CIPHER, "LogLevel INFO");
                Proxy broker = new Proxy(TunnelBenchmark::serve);
                Gatehouse gatehouse = new Gatehouse()) {
            BastionLogin login = openSsh.login();
            int forwarded = openSsh.forward(login.keys().getFirst(), broker.port());
            TunnelOrder order = new TunnelOrder(
                    TenantId.next(), TypedId.next("con"), login, Map.of(port, TunnelScene.at(broker.port())));
            gatehouse.gateway.hold(List.of(order));
            gatehouse.awaitUp(1);
            for (int connections : new int[] {1, 50}) {
                row(table, "down", connections, () -> down(forwarded, connections), () -> down(port, connections));
                row(table, "up", connections, () -> up(forwarded, connections), () -> up(port, connections));
            }
        }
        table.summary("Median and spread of %d rounds each, the two in turn, after %d of warm-up; all on one machine."
                .formatted(ROUNDS, WARM_UPS));
    }

    private static void row(
            ResultTable table, String direction, int connections, Comparison.Work openSsh, Comparison.Work managed)
            throws Exception {
        Comparison times = Comparison.of(WARM_UPS, ROUNDS, managed, openSsh);
        table.row(direction, connections, speed(times.second()), speed(times.first()), times.ratio());
    }

    private static Sample speed(Sample millis) {
        return new Sample(
                millis.values().stream().map(value -> ALL / 1e6 / (value / 1e3)).toList());
    }

    @Test
    void fiveHundredIdleTunnels() throws Exception {
        SshKeyPair key = Keys.generate();
        ResultTable table =
                new ResultTable("%d idle tunnels, one port each".formatted(IDLE), "", "before", "with tunnels", "each");
        Process bastion = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=test-logging.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LonelyBastion.class.getName(),
                        key.publicKey().value())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(bastion.getInputStream(), StandardCharsets.US_ASCII));
                Gatehouse gatehouse = new Gatehouse()) {
            BastionAddress address =
                    new BastionAddress("127.0.0.1", Integer.parseInt(said.readLine()), TestBastion.USER);
            BastionLogin login = new BastionLogin(address, new SshPublicKey(said.readLine()), List.of(key));
            gatehouse.gateway.hold(List.of(order(login)));
            gatehouse.awaitUp(1);
            gatehouse.gateway.hold(List.of());
            Awaitility.await().until(() -> gatehouse.sessions() == 0);
            long heapBefore = heap();
            int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
            List<TunnelOrder> orders = new ArrayList<>();
            for (int number = 0; number < IDLE; number++) {
                orders.add(order(login));
            }
            double millis = Comparison.millis(() -> {
                gatehouse.gateway.hold(orders);
                gatehouse.awaitUp(IDLE);
            });
            long heapAfter = heap();
            int threadsAfter = ManagementFactory.getThreadMXBean().getThreadCount();
            table.row(
                    "heap, kB",
                    heapBefore / 1024,
                    heapAfter / 1024,
                    "%.1f".formatted((heapAfter - heapBefore) / 1024.0 / IDLE));
            table.row(
                    "threads of the operating system",
                    threadsBefore,
                    threadsAfter,
                    "%.3f".formatted((threadsAfter - threadsBefore) / (double) IDLE));
            table.row("until all are up, ms", "", "%.0f".formatted(millis), "%.1f".formatted(millis / IDLE));
        } finally {
            bastion.destroy();
        }
        table.summary("Heap after a collection; the bastion is another process.");
    }

    private static TunnelOrder order(BastionLogin login) {
        return new TunnelOrder(
                TenantId.next(), TypedId.next("con"), login, Map.of(TunnelScene.freePort(), TunnelScene.at(1)));
    }

    private static long heap() {
        for (int times = 0; times < 3; times++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A broker that sends, or takes, as many bytes as it is told. */
    private static void serve(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        int wish = in.read();
        long bytes = 0;
        for (int number = 0; number < Long.BYTES; number++) {
            bytes = bytes << 8 | in.read();
        }
        byte[] piece = new byte[64 * 1024];
        if (wish == SEND_ME) {
            for (long left = bytes; left > 0; left -= Math.min(left, piece.length)) {
                client.getOutputStream().write(piece, 0, (int) Math.min(left, piece.length));
            }
        } else {
            in.skipNBytes(bytes);
            client.getOutputStream().write(1);
        }
        client.close();
    }

    private static void down(int port, int connections) throws Exception {
        all(connections, () -> {
            try (Socket client = TunnelScene.connect(port)) {
                ask(client, SEND_ME, ALL / connections);
                client.getInputStream().skipNBytes(ALL / connections);
                return null;
            }
        });
    }

    private static void up(int port, int connections) throws Exception {
        all(connections, () -> {
            try (Socket client = TunnelScene.connect(port)) {
                ask(client, TAKE_THIS, ALL / connections);
                byte[] piece = new byte[64 * 1024];
                for (long left = ALL / connections; left > 0; left -= Math.min(left, piece.length)) {
                    client.getOutputStream().write(piece, 0, (int) Math.min(left, piece.length));
                }
                assertThat(client.getInputStream().read()).isEqualTo(1);
                return null;
            }
        });
    }

    private static void ask(Socket client, int wish, long bytes) throws IOException {
        byte[] question = new byte[1 + Long.BYTES];
        question[0] = (byte) wish;
        for (int number = 0; number < Long.BYTES; number++) {
            question[1 + number] = (byte) (bytes >>> (56 - 8 * number));
        }
        client.getOutputStream().write(question);
    }

    /** With threads of the operating system, so that what is measured does not share processors with its measure only. */
    private static void all(int connections, Callable<Void> work) throws InterruptedException, ExecutionException {
        try (ExecutorService clients = Executors.newFixedThreadPool(connections)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int number = 0; number < connections; number++) {
                running.add(clients.submit(work));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        }
    }

    /** A gateway as it is by default. */
    private static final class Gatehouse implements AutoCloseable {

        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final Gateway gateway = new Gateway(
                new GatewayProperties(
                        "127.0.0.1",
                        List.of("127.0.0.1"),
                        Duration.ofSeconds(10),
                        3,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        IDLE,
                        IDLE,
                        IDLE,
                        1 << 20),
                TestDialler.allowing("127.0.0.0/8"),
                meters,
                Clock.systemUTC());

        double sessions() {
            return meters.get("postern.tunnels.sessions").gauge().value();
        }

        void awaitUp(int tunnels) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> gateway.conditions().values().stream()
                                    .filter(TunnelCondition.Up.class::isInstance)
                                    .count()
                            == tunnels);
        }

        @Override
        public void close() {
            gateway.destroy();
        }
    }
}
