package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.BastionContact;
import dev.postern.tunnels.spi.TunnelCondition;
import dev.postern.tunnels.spi.TunnelOrder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A bastion that begins to exchange keys, as it may at any time, and does not go on with it (RFC 4253, section 9). */
class EndlessKeyExchangeTest {

    /** Comes back with every answer. */
    private static final String UNKNOWN_TYPE = "x".repeat(4_000);

    private static final int QUESTIONS = 3_000;

    private final CountDownLatch deaf = new CountDownLatch(1);

    @Test
    void whatItAsksMeanwhileIsNotKeptForLong() throws IOException {
        assertThat(begunAnd(bastion -> {
                    for (int asked = 0; asked < QUESTIONS; asked++) {
                        Buffer question =
                                bastion.createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, UNKNOWN_TYPE.length() + 64);
                        question.putString(UNKNOWN_TYPE);
                        question.putUInt(asked);
                        question.putUInt(TunnelScene.WINDOW);
                        question.putUInt(TunnelScene.WINDOW);
                        bastion.say(question);
                    }
                }))
                .isEqualTo("too much waits for the end of an exchange of keys");
    }

    @Test
    void whoSaysThisAndThatInsteadIsLeft() throws IOException {
        assertThat(begunAnd(bastion -> {
                    while (bastion.isOpen()) {
                        Buffer nothing = bastion.createBuffer(SshConstants.SSH_MSG_IGNORE, 64);
                        nothing.putString("still here");
                        bastion.say(nothing);
                        pause();
                    }
                }))
                .isEqualTo("it does not end an exchange of keys");
    }

    private interface Rest {
        void follow(OutspokenSession bastion) throws IOException;
    }

    /** Why the tunnel is down after a bastion has begun an exchange and gone on like this. */
    private String begunAnd(Rest rest) throws IOException {
        try (TestBastion bastion = new TestBastion();
                TunnelScene scene = new TunnelScene();
                Proxy way = new Proxy(client -> pass(client, bastion.port()))) {
            TunnelOrder order = scene.order(scene.login(bastion, way.port()), Map.of());
            scene.gateway.hold(List.of(order));
            scene.awaitUp(order);
            OutspokenSession theirs = (OutspokenSession) bastion.sessions().getFirst();

            deaf.countDown();
            Thread.ofVirtual().start(() -> {
                try {
                    theirs.say(theirs.keyExchange());
                    rest.follow(theirs);
                } catch (IOException left) {
                    // as it is to be
                }
            });

            var down = (TunnelCondition.Down) Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> scene.condition(order), TunnelCondition.Down.class::isInstance);
            return ((BastionContact.Unreachable) down.why()).what();
        }
    }

    /** Once the bastion is deaf it hears nothing, and does not hold up whoever talks to it. */
    private void pass(Socket client, int port) throws IOException {
        Socket there = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(() -> {
            try {
                InputStream from = client.getInputStream();
                byte[] bytes = new byte[16 * 1024];
                for (int length = from.read(bytes); length >= 0; length = from.read(bytes)) {
                    if (deaf.getCount() > 0) {
                        there.getOutputStream().write(bytes, 0, length);
                    }
                }
                there.close();
            } catch (IOException closed) {
                // the other direction ends, too
            }
        });
        there.getInputStream().transferTo(client.getOutputStream());
        client.close();
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
