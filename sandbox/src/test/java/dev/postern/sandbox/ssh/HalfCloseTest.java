package dev.postern.sandbox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.EnumSet;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has finished may still be spoken to, as with OpenSSH's server. */
@Timeout(60)
class HalfCloseTest {

    private static final int MUCH = 4 * 1024 * 1024;

    private final Visitor visitor = new Visitor();
    private final Bastion bastion = Bastion.open(PrivateNetwork.empty());
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final byte[] much = new byte[MUCH];

    HalfCloseTest() throws IOException {}

    @BeforeEach
    void install() {
        bastion.authorize(visitor.line());
        new Random(1).nextBytes(much);
    }

    @AfterEach
    void close() throws IOException {
        visitor.close();
        bastion.close();
        server.close();
    }

    @Test
    void whenTheClientHasFinishedTheServerStillAnswers() throws IOException {
        CompletableFuture<byte[]> heard = inBackground(() -> {
            try (Socket client = server.accept()) {
                byte[] all = client.getInputStream().readAllBytes();
                client.getOutputStream().write(all);
                return all;
            }
        });
        try (ClientSession session = visitor.logIn(bastion);
                ClientChannel channel = Visitor.connect(session, "127.0.0.1", server.getLocalPort())) {
            channel.getInvertedIn().write(much);
            channel.getInvertedIn().close();

            assertThat(channel.getInvertedOut().readAllBytes()).isEqualTo(much);
            assertThat(heard).succeedsWithin(Visitor.PATIENCE).isEqualTo(much);
            await().atMost(Visitor.PATIENCE).until(() -> bastion.counters().openChannels() == 0);
        }
    }

    @Test
    void whenTheServerHasFinishedTheClientIsStillHeard() throws IOException {
        CompletableFuture<byte[]> heard = inBackground(() -> {
            try (Socket client = server.accept()) {
                client.getOutputStream().write(much);
                client.shutdownOutput();
                return client.getInputStream().readAllBytes();
            }
        });
        try (ClientSession session = visitor.logIn(bastion);
                ClientChannel channel = Visitor.connect(session, "127.0.0.1", server.getLocalPort())) {
            // The client's stream does not end with its direction, only with the channel.
            assertThat(channel.getInvertedOut().readNBytes(MUCH)).isEqualTo(much);
            assertThat(channel.waitFor(EnumSet.of(ClientChannelEvent.EOF), Visitor.PATIENCE))
                    .contains(ClientChannelEvent.EOF)
                    .doesNotContain(ClientChannelEvent.CLOSED);

            channel.getInvertedIn().write(much);
            channel.getInvertedIn().close();

            assertThat(heard).succeedsWithin(Visitor.PATIENCE).isEqualTo(much);
        }
    }

    private static <T> CompletableFuture<T> inBackground(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(work.call());
            } catch (Exception failed) {
                result.completeExceptionally(failed);
            }
        });
        return result;
    }
}
