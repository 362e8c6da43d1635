package dev.postern.sandbox.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.postern.sandbox.network.NamedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;

/** A bastion with two servers behind it, which only it can name. */
final class Scene implements AutoCloseable {

    static final String ONE = "b-1.kafka.acme.internal";
    static final String TWO = "b-2.kafka.acme.internal";
    static final int PORT = 9092;
    static final int PROHIBITED = SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED;
    static final int CONNECT_FAILED = SshConstants.SSH_OPEN_CONNECT_FAILED;

    final NamedServer one = new NamedServer("one");
    final NamedServer two = new NamedServer("two");
    final PrivateNetwork network = PrivateNetwork.of(Map.of(ONE + ":" + PORT, at(one), TWO + ":" + PORT, at(two)));
    final Bastion bastion;

    Scene() throws IOException {
        bastion = Bastion.open(network);
    }

    private static InetSocketAddress at(NamedServer server) {
        return new InetSocketAddress(server.target().host(), server.target().port());
    }

    /** The name of the server that the session gets to. */
    static String nameAt(ClientSession session, String host) throws IOException {
        return nameAt(session, host, PORT);
    }

    static String nameAt(ClientSession session, String host, int port) throws IOException {
        try (ClientChannel channel = Visitor.connect(session, host, port)) {
            channel.getInvertedIn().close();
            String answer = new String(channel.getInvertedOut().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    static void assertRefused(int reason, ClientSession session, String host) {
        assertRefused(reason, session, host, PORT);
    }

    static void assertRefused(int reason, ClientSession session, String host, int port) {
        Throwable failure = catchThrowable(() -> Visitor.connect(session, host, port));

        assertThat(failure).isInstanceOf(IOException.class);
        assertThat(Visitor.reason(failure)).as(failure.toString()).isEqualTo(reason);
    }

    @Override
    public void close() {
        bastion.close();
        one.close();
        two.close();
    }
}
