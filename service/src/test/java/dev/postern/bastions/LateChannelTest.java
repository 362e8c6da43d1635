package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.bastions.LoggedIn.Asked;
import dev.postern.bastions.LoggedIn.Opened;
import dev.postern.dialling.Deadline;
import dev.postern.dialling.TestDialler;
import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A bastion that does not say whether it connects to a broker, or says so when nobody waits for it any more. */
class LateChannelTest {

    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final TestBastion bastion = new TestBastion();
    private final Proxy echo = Proxy.echo();
    private final TunnelScene scene = new TunnelScene("127.0.0.1", SHORT);
    private final int port = TunnelScene.freePort();
    private final HostPort slow = new HostPort("b-1.kafka.internal", 9092);

    @AfterEach
    void end() {
        scene.close();
        echo.close();
        bastion.close();
    }

    @Test
    void clientsAreSentAwayAtTheDeadlineAndTheirPlacesAreFreeForOthers() throws IOException {
        int second = TunnelScene.freePort();
        bastion.hold(slow);
        scene.up(bastion, Map.of(port, slow, second, TunnelScene.at(echo.port())));

        assertThat(sentAway(TunnelScene.CLIENTS_PER_TUNNEL - 1)).isTrue();

        assertThat(scene.refused(RefusedClient.BROKER_TIMEOUT)).isEqualTo(TunnelScene.CLIENTS_PER_TUNNEL - 1);
        Awaitility.await().until(() -> scene.gauge("postern.tunnels.clients") == 0);
        List<Socket> clients = new ArrayList<>();
        for (int times = 0; times < TunnelScene.CLIENTS_PER_TUNNEL; times++) {
            Socket client = TunnelScene.connect(second);
            clients.add(client);
            client.getOutputStream().write(7);
            assertThat(client.getInputStream().read()).isEqualTo(7);
        }
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    void aChannelThatIsOpenedTooLateIsClosedAtOnce() throws Exception {
        bastion.name(slow, TunnelScene.at(echo.port()));
        CompletableFuture<Void> answered = bastion.hold(slow);
        try (LoggedIn session = logIn()) {
            Asked asked = session.ask(slow);
            assertThat(asked.await(Deadline.in(SHORT))).isEqualTo(Opened.LATE);
            assertThat(session.session().unanswered()).isEqualTo(1);
            assertThat(session.session().inUse()).isFalse();

            answered.complete(null);

            Awaitility.await().until(() -> asked.channel().isClosed());
            Awaitility.await().until(() -> echo.accepted() == 1 && echo.ended() == 1);
            assertThat(session.session().unanswered()).isZero();
            assertThat(session.session().isOpen()).isTrue();
        }
    }

    @Test
    void aChannelThatIsRefusedTooLateIsForgotten() throws Exception {
        bastion.forbid(slow);
        CompletableFuture<Void> answered = bastion.hold(slow);
        try (LoggedIn session = logIn()) {
            Asked asked = session.ask(slow);
            assertThat(asked.await(Deadline.in(SHORT))).isEqualTo(Opened.LATE);

            answered.complete(null);

            Awaitility.await().until(() -> session.session().unanswered() == 0);
            assertThat(asked.channel().isClosed()).isTrue();
            assertThat(session.session().isOpen()).isTrue();
        }
    }

    /** Each question that is not answered takes up memory; and another session may get answers. */
    @Test
    void aSessionThatLeavesTooManyQuestionsOpenIsAskedNoMoreAndReplaced() {
        bastion.hold(slow);
        scene.up(bastion, Map.of(port, slow));
        AbstractSession first = bastion.sessions().getFirst();
        assertThat(sentAway(TunnelScene.CLIENTS_PER_TUNNEL)).isTrue();
        Awaitility.await().until(() -> scene.gauge("postern.tunnels.clients") == 0);

        assertThat(TunnelScene.sendsAway(port)).isTrue();

        assertThat(bastion.asked()).isEqualTo(TunnelScene.CLIENTS_PER_TUNNEL);
        Awaitility.await()
                .atMost(WAIT)
                .until(() -> TunnelScene.sendsAway(port)
                        && bastion.sessions().stream().noneMatch(first::equals));
        Awaitility.await().until(() -> bastion.sessions().size() == 1);
    }

    /** So many at a time. */
    private boolean sentAway(int clients) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> TunnelScene.sendsAway(port),
                        task -> Thread.ofVirtual().start(task)))
                .limit(clients)
                .toList()
                .stream()
                .allMatch(CompletableFuture::join);
    }

    private LoggedIn logIn() throws NotContacted {
        return new SshLogins(TestDialler.allowing("127.0.0.1/32"), 1 << 20)
                .logIn(bastion.login(scene.key), List.of(scene.key), Deadline.in(WAIT));
    }
}
