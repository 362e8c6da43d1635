package dev.postern.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.postern.database.SystemDatabase;
import dev.postern.testing.Api;
import dev.postern.testing.EventReader;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody opens a stream and takes nothing of it. */
class SlowReaderTest extends PosternTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** Of the server for one write, and some more. */
    private static final Duration CUT_OFF = Duration.ofSeconds(25);

    /** More than what is buffered on the way: the system would take all of it. */
    private static final int EVENTS = 100;

    private static final int LARGE = 200_000;

    @Autowired
    private SystemDatabase database;

    @Autowired
    private RecentEvents recent;

    @Test
    void aReaderWhoTakesNothingIsCutOffAndHoldsUpNobody() throws Exception {
        TestTenant acme = newTenant();
        await().atMost(LIMIT).until(() -> recent.streams() == 0);
        try (Socket stuck = open(acme);
                EventReader other = EventReader.open(acme.admin(), acme.path("/events"))) {
            await().atMost(LIMIT).until(() -> recent.streams() == 2);
            for (int event = 0; event < EVENTS; event++) {
                new Happenings(database).of(acme, "x".repeat(LARGE));
            }

            await().atMost(LIMIT).until(() -> Happenings.told(other.messages()).size() == EVENTS);
            assertThat(recent.streams()).as("the other one was not waited for").isEqualTo(2);
            await().atMost(CUT_OFF).until(() -> recent.streams() == 1);
            assertThat(takeAll(stuck)).as("what was on the way").isLessThan((long) EVENTS * LARGE);
        }
    }

    private static Socket open(TestTenant tenant) throws IOException {
        Api api = tenant.admin();
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), api.base().getPort()));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(tenant.path("/events"), api.token())
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Until the end of the connection, however it ends. */
    private static long takeAll(Socket socket) throws IOException {
        socket.setSoTimeout((int) LIMIT.toMillis());
        long all = 0;
        try {
            byte[] some = new byte[65_536];
            for (int read = 0; read >= 0; read = socket.getInputStream().read(some)) {
                all += read;
            }
        } catch (SocketException reset) {
            // that is an end as well
        }
        return all;
    }
}
