package dev.postern.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.testing.Answer;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Bastions that take connections and say nothing, more of them than the scheduler has threads. */
class SilentBastionsTest extends PosternTest {

    private static final int BASTIONS = 30;
    private static final int PLACES_OF_A_TENANT = 10;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void theyKeepNobodyElseWaitingAndNoneOfThemIsForgotten() throws IOException {
        try (Silence silence = new Silence()) {
            TestTenant patient = newTenant();
            for (int number = 0; number < BASTIONS; number++) {
                bastion(patient, number, silence.port());
            }
            await().atMost(LIMIT).until(() -> silence.accepted.get() == PLACES_OF_A_TENANT);

            TestTenant other = newTenant();
            PrivateLinkTenant privateLink = new PrivateLinkTenant(other, sandbox());
            String endpoint = privateLink.created("endpoint", privateLink.openService());
            String bastion = bastion(other, 0, closedPort());
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> reason(other, endpoint).equals("ENDPOINT_ACCEPTANCE")
                            && reason(other, bastion).equals("TCP_REFUSED"));

            // Both began later than the ten, and were done before any of these.
            assertThat(silence.ended).hasValue(0);
            assertThat(silence.accepted).hasValue(PLACES_OF_A_TENANT);
            sandbox().aws().accept(privateLink.read(endpoint).text("/endpoint/id"));
            privateLink.awaitReason(endpoint, "READY");

            await().atMost(LIMIT).until(() -> {
                silence.hangUp();
                return silence.accepted.get() >= BASTIONS;
            });
        }
    }

    private static String bastion(TestTenant tenant, int number, int port) {
        Answer created = tenant.admin().post(tenant.path("/connections"), """
                {"kind": "SSH_BASTION", "name": "bastion-%d", "host": "127.0.0.1", "port": %d, "user": "postern"}""".formatted(number, port));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    private static String reason(TestTenant tenant, String connection) {
        return tenant.admin().get(tenant.path("/connections/" + connection)).text("/reason");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A server that says nothing and notes who gives up. */
    private static final class Silence implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
        private final AtomicInteger accepted = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        Silence() throws IOException {
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = server.accept();
                    open.add(socket);
                    accepted.incrementAndGet();
                    Thread.ofVirtual().start(() -> listen(socket));
                }
            } catch (IOException over) {
                // the test is over
            }
        }

        private void listen(Socket socket) {
            byte[] bytes = new byte[1024];
            try {
                int read = 0;
                while (read >= 0) {
                    read = socket.getInputStream().read(bytes);
                }
            } catch (IOException reset) {
                // which is an end, too
            }
            ended.incrementAndGet();
        }

        void hangUp() {
            for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
                close(socket);
            }
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            hangUp();
        }
    }
}
