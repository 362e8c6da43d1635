package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.BastionLogin;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A bastion that asks and asks, and does not read what it is answered. */
class UnreadAnswersTest {

    /** Their answers are more than sockets on the way keep. */
    private static final int QUESTIONS = 6_000;

    /** Comes back with every answer. */
    private static final String UNKNOWN_TYPE = "x".repeat(4_000);

    private static final int WINDOW = 32 * 1024;

    private final CountDownLatch deaf = new CountDownLatch(1);

    @Test
    void itsQuestionsAreNotTakenAnyMoreAndItIsLeft() throws IOException {
        try (TestBastion bastion = new TestBastion();
                TunnelScene scene = new TunnelScene();
                Proxy halfDeaf = new Proxy(client -> pass(client, bastion.port()))) {
            BastionLogin login = scene.login(bastion, halfDeaf.port());
            TunnelOrder order = scene.order(login, Map.of());
            scene.gateway.hold(List.of(order));
            scene.awaitUp(order);
            AbstractSession theirs = bastion.sessions().getFirst();

            deaf.countDown();
            for (int asked = 0; asked < QUESTIONS && scene.condition(order) instanceof TunnelCondition.Up; asked++) {
                Buffer question = theirs.createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, UNKNOWN_TYPE.length() + 64);
                question.putString(UNKNOWN_TYPE);
                question.putUInt(asked);
                question.putUInt(WINDOW);
                question.putUInt(WINDOW);
                theirs.writePacket(question);
            }

            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(scene.condition(order)).isInstanceOf(TunnelCondition.Down.class));
        }
    }

    private void pass(Socket client, int port) throws IOException {
        client.setReceiveBufferSize(8 * 1024);
        Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(() -> {
            try {
                byte[] bytes = new byte[1_024];
                // The rest stays where it is, once the bastion is deaf.
                for (int length = client.getInputStream().read(bytes);
                        length >= 0 && deaf.getCount() > 0;
                        length = client.getInputStream().read(bytes)) {
                    there.getOutputStream().write(bytes, 0, length);
                }
            } catch (IOException closed) {
                throw new UncheckedIOException(closed);
            }
        });
        byte[] bytes = new byte[16 * 1024];
        for (int length = there.getInputStream().read(bytes);
                length >= 0;
                length = there.getInputStream().read(bytes)) {
            client.getOutputStream().write(bytes, 0, length);
        }
    }
}
