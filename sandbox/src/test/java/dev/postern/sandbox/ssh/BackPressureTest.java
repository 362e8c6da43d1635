package dev.postern.sandbox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackPressureTest {

    /** What windows and the buffers of sockets hold, and much less than what would be sent in the time. */
    private static final long ALL_BUFFERS = 32L * 1024 * 1024;

    private final Endless endless = new Endless();
    private final Visitor visitor = new Visitor();
    private final Bastion bastion = Bastion.open(PrivateNetwork.empty());

    BackPressureTest() throws IOException {}

    @BeforeEach
    void install() {
        bastion.authorize(visitor.line());
    }

    @AfterEach
    void close() {
        visitor.close();
        bastion.close();
        endless.close();
    }

    @Test
    void aClientThatDoesNotReadStopsTheServer() throws IOException {
        try (ClientSession session = visitor.logIn(bastion);
                ClientChannel channel = Visitor.connect(session, "127.0.0.1", endless.port())) {
            assertThat(settled(endless::written)).isLessThan(ALL_BUFFERS);

            channel.getInvertedOut().skipNBytes(2 * ALL_BUFFERS);
            assertThat(endless.written()).isGreaterThan(ALL_BUFFERS);
        }
    }

    @Test
    void aServerThatDoesNotReadStopsTheClient() throws IOException {
        AtomicLong sent = new AtomicLong();
        try (ClientSession session = visitor.logIn(bastion);
                ClientChannel channel = Visitor.connect(session, "127.0.0.1", endless.port())) {
            Thread.ofVirtual().start(() -> sendWithoutEnd(channel, sent));

            assertThat(settled(sent::get)).isLessThan(ALL_BUFFERS);
        }
    }

    private static void sendWithoutEnd(ClientChannel channel, AtomicLong sent) {
        try {
            OutputStream out = channel.getInvertedIn();
            byte[] piece = new byte[Endless.PIECE];
            while (true) {
                out.write(piece);
                sent.addAndGet(Endless.PIECE);
            }
        } catch (IOException e) {
            // the test has ended
        }
    }

    /** The value once it has stopped growing. */
    private static long settled(LongSupplier bytes) {
        AtomicLong last = new AtomicLong();
        await().atMost(Visitor.PATIENCE).during(Duration.ofMillis(500)).until(() -> {
            long now = bytes.getAsLong();
            return last.getAndSet(now) == now && now > 0;
        });
        return last.get();
    }
}
