package dev.postern.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients see of a load balancer with which something is wrong. */
class ListenerFaultsTest {

    private static final String HERE = "use1-az1";
    private static final String THERE = "use1-az2";
    private static final int WAIT_MILLIS = 300;

    private final NamedServer one = new NamedServer("one");
    private final NamedServer two = new NamedServer("two");
    private final LoadBalancer balancer = new LoadBalancer("kafka")
            .listen(9001, one.target().in(HERE))
            .listen(9002, two.target().in(THERE));
    private final LoopbackBlock block = LoopbackBlocks.JVM.allot();

    @SuppressWarnings("NullAway.Init") // set before each test
    private OpenLoadBalancer open;

    @BeforeEach
    void openInTwoZones() throws IOException {
        open = balancer.openIn(List.of(
                new ZonalAddress(InetAddress.ofLiteral(block.regional()), null),
                new ZonalAddress(InetAddress.ofLiteral(block.zonal(0)), HERE),
                new ZonalAddress(InetAddress.ofLiteral(block.zonal(1)), THERE)));
    }

    @AfterEach
    void close() {
        open.close();
        block.close();
        one.close();
        two.close();
    }

    @Test
    void withCrossZoneBalancingEveryAddressReachesEveryTarget() throws IOException {
        assertThat(NamedServer.nameAt(block.zonal(1), 9001)).isEqualTo("one");
    }

    @Test
    void withoutItAZoneThatHasNoTargetLetsConnectionsTimeOut() throws IOException {
        balancer.crossZone(false);

        assertThat(NamedServer.nameAt(block.zonal(0), 9001)).isEqualTo("one");
        assertThat(NamedServer.nameAt(block.regional(), 9001)).isEqualTo("one");
        assertTimesOut(block.zonal(1), 9001);

        balancer.crossZone(true);
        assertThat(NamedServer.nameAt(block.zonal(1), 9001)).isEqualTo("one");
    }

    @Test
    void connectionsGoToHealthyTargetsAndToUnhealthyOnesWhereThereIsNoOther() throws IOException {
        balancer.mix(9001, 9002);
        balancer.health(9002, false);
        Set<String> seen = new HashSet<>();
        for (int connection = 0; connection < 20; connection++) {
            seen.add(NamedServer.nameAt(block.regional(), 9001));
        }
        assertThat(seen).containsExactly("one");

        assertThat(NamedServer.nameAt(block.regional(), 9002)).isEqualTo("two");
    }

    @Test
    void aMixedListenerLeadsToTheOthersTargetToo() {
        balancer.mix(9001, 9002);
        Set<String> seen = new HashSet<>();

        await().until(() -> {
            seen.add(NamedServer.nameAt(block.regional(), 9001));
            return seen.equals(Set.of("one", "two"));
        });
    }

    @Test
    void aMisdirectedListenerLeadsElsewhereUntilItIsMended() throws IOException {
        balancer.misdirect(9001, two.target());
        assertThat(NamedServer.nameAt(block.regional(), 9001)).isEqualTo("two");

        balancer.mend();
        assertThat(NamedServer.nameAt(block.regional(), 9001)).isEqualTo("one");
    }

    @Test
    void aFrozenListenerAcceptsAndSaysNothing() throws IOException {
        balancer.freeze(9001, 0);

        try (Socket client = new Socket(block.regional(), 9001)) {
            client.getOutputStream().write("hello?".getBytes());

            assertSilent(client);
        }
    }

    @Test
    void aListenerMayFreezeInTheMiddleOfAnAnswer() throws IOException {
        balancer.freeze(9001, 2);

        try (Socket client = new Socket(block.regional(), 9001)) {
            assertThat(new String(client.getInputStream().readNBytes(2))).isEqualTo("on");
            assertSilent(client);
        }
    }

    @Test
    void whatIsOpenFreezesTooAndIsCutWhenTheListenerIsMended() throws IOException {
        try (Socket client = new Socket(block.regional(), 9001)) {
            assertThat(new String(client.getInputStream().readNBytes(4))).isEqualTo("one\n");

            balancer.freeze(9001, 0);
            client.shutdownOutput();

            assertSilent(client);
            balancer.mend();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aListenerThatIsNotThereHasNoFaults() {
        assertThatThrownBy(() -> balancer.freeze(9999, 0)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> balancer.mix(9001, 9999)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> balancer.misdirect(9999, one.target())).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> balancer.health(9999, false)).isInstanceOf(NoSuchElementException.class);
    }

    private static void assertSilent(Socket client) throws IOException {
        client.setSoTimeout(WAIT_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        client.setSoTimeout(0);
    }

    private static void assertTimesOut(String address, int port) throws IOException {
        try (Socket client = new Socket()) {
            assertThatThrownBy(() -> client.connect(new InetSocketAddress(address, port), WAIT_MILLIS))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }
}
