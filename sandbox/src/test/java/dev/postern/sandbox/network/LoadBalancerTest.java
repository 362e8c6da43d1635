package dev.postern.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadBalancerTest {

    private final NamedServer one = new NamedServer("one");
    private final NamedServer two = new NamedServer("two");
    private final LoadBalancer balancer =
            new LoadBalancer("kafka").listen(9001, one.target()).listen(9002, two.target());
    private final LoopbackBlock block = LoopbackBlocks.JVM.allot();

    @SuppressWarnings("NullAway.Init") // set before each test
    private OpenLoadBalancer open;

    @BeforeEach
    void openAtARegionalAndAZonalAddress() throws IOException {
        open = balancer.openAt(List.of(InetAddress.ofLiteral(block.regional()), InetAddress.ofLiteral(block.zonal(0))));
    }

    @AfterEach
    void close() {
        open.close();
        block.close();
        one.close();
        two.close();
    }

    @Test
    void everyListenerLeadsToItsTargetAtEveryAddress() throws IOException {
        assertThat(NamedServer.nameAt(block.regional(), 9001)).isEqualTo("one");
        assertThat(NamedServer.nameAt(block.regional(), 9002)).isEqualTo("two");
        assertThat(NamedServer.nameAt(block.zonal(0), 9001)).isEqualTo("one");
    }

    @Test
    void aSideThatHasSaidEverythingStillHearsTheOther() throws IOException {
        byte[] much = new byte[3_000_000];
        try (Socket client = new Socket(block.regional(), 9001)) {
            client.getOutputStream().write(much);
            client.shutdownOutput();

            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).isEqualTo("one\n3000000\n");
        }
    }

    @Test
    void crossedListenersLeadToEachOthersTargetsUntilTheyAreUncrossed() throws IOException {
        balancer.cross(9001, 9002);
        assertThat(NamedServer.nameAt(block.regional(), 9001)).isEqualTo("two");
        assertThat(NamedServer.nameAt(block.regional(), 9002)).isEqualTo("one");

        balancer.uncross();
        assertThat(NamedServer.nameAt(block.regional(), 9001)).isEqualTo("one");
    }

    @Test
    void crossingTwiceIsAsIfNothingHadBeenCrossed() {
        balancer.cross(9001, 9002);
        balancer.cross(9001, 9002);

        assertThat(balancer.isCrossed()).isFalse();
    }

    @Test
    void crossingAListenerThatDoesNotExistIsRefusedAndChangesNothing() {
        assertThatThrownBy(() -> balancer.cross(9001, 9999)).isInstanceOf(NoSuchElementException.class);
        assertThat(balancer.isCrossed()).isFalse();
    }

    @Test
    void aConnectionIsCutWhenItsListenerGetsOtherTargets() throws IOException {
        try (Socket client = new Socket(block.regional(), 9001)) {
            assertThat(client.getInputStream().read()).isEqualTo('o');

            balancer.cross(9001, 9002);

            assertThatThrownBy(() -> readToTheEnd(client)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aListenerThatIsAddedLaterOpensAndOneThatIsRemovedCloses() throws IOException {
        balancer.listen(9003, two.target());
        assertThat(NamedServer.nameAt(block.zonal(0), 9003)).isEqualTo("two");

        balancer.remove(9001);
        assertThatThrownBy(() -> NamedServer.nameAt(block.regional(), 9001)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnyBrokerListenerLeadsToAllOfItsTargetsInTheEnd() {
        balancer.listen(9091, one.target(), two.target());
        Set<String> seen = new HashSet<>();

        await().until(() -> {
            seen.add(NamedServer.nameAt(block.regional(), 9091));
            return seen.equals(Set.of("one", "two"));
        });
    }

    @Test
    void aTargetThatIsDownShowsAsABrokenConnection() {
        two.close();

        assertThatThrownBy(() -> NamedServer.nameAt(block.regional(), 9002)).isInstanceOf(IOException.class);
    }

    @Test
    void nothingAnswersAnyMoreAfterClosing() {
        open.close();

        assertThatThrownBy(() -> NamedServer.nameAt(block.regional(), 9001)).isInstanceOf(IOException.class);
    }

    @Test
    void anAddressInUseIsRefusedAndLeavesNothingOpen() throws IOException {
        LoadBalancer other =
                new LoadBalancer("other").listen(9000, one.target()).listen(9001, one.target());
        InetAddress taken = InetAddress.ofLiteral(block.regional());

        assertThatThrownBy(() -> other.openAt(List.of(taken)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(block.regional() + ":9001");
        assertThatThrownBy(() -> NamedServer.nameAt(block.regional(), 9000)).isInstanceOf(IOException.class);
    }

    @Test
    void aFiftyFirstListenerIsRefused() {
        LoadBalancer full = new LoadBalancer("full");
        for (int port = 1; port <= LoadBalancer.MAX_LISTENERS; port++) {
            full.listen(9000 + port, one.target());
        }

        assertThatThrownBy(() -> full.listen(9999, one.target())).isInstanceOf(IllegalStateException.class);
    }

    private static void readToTheEnd(Socket client) throws IOException {
        client.getInputStream().readAllBytes();
    }
}
