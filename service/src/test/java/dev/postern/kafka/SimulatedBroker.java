package dev.postern.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.jspecify.annotations.Nullable;

/** One broker: a port on loopback, and what it says there, unless it is frozen. */
final class SimulatedBroker implements AutoCloseable {

    /** As many as a run opens at once, and more. */
    private static final int BACKLOG = 256;

    private final int nodeId;
    private final SimulatedCluster cluster;
    private final Duration roundTrip;
    private final @Nullable SSLContext tls;
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger held = new AtomicInteger();
    private volatile @Nullable Ice ice;

    /** @param question the only one that it says nothing to; null for all of them, and for TLS */
    private record Ice(@Nullable ApiKeys question, CountDownLatch thawed) {

        /** @param asked null for a connection over which nothing was asked yet */
        boolean holds(@Nullable ApiKeys asked) {
            return question == null || question == asked;
        }
    }

    SimulatedBroker(int nodeId, SimulatedCluster cluster, Duration roundTrip, @Nullable SSLContext tls) {
        this.nodeId = nodeId;
        this.cluster = cluster;
        this.roundTrip = roundTrip;
        this.tls = tls;
        try {
            this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
        Thread.ofVirtual().name("simulated-broker-" + nodeId).start(this::accept);
    }

    int nodeId() {
        return nodeId;
    }

    int port() {
        return server.getLocalPort();
    }

    void freeze(@Nullable ApiKeys question) {
        thaw();
        ice = new Ice(question, new CountDownLatch(1));
    }

    void thaw() {
        Ice frozen = ice;
        ice = null;
        if (frozen != null) {
            frozen.thawed().countDown();
        }
    }

    /** Over so many connections somebody waits in vain, or waited and has given up. */
    int held() {
        return held.get();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket connection = server.accept();
                connection.setTcpNoDelay(true);
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // nobody needs the broker any more
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            awaitThaw(null);
            SSLContext context = tls;
            Socket line = context == null ? connection : secured(context, connection);
            SimulatedConversation conversation = new SimulatedConversation(nodeId, cluster);
            ScriptedBroker.converse(line, request -> answer(conversation, request));
        } catch (IOException hungUp) {
            // the client has seen enough
        } finally {
            open.remove(connection);
        }
    }

    private @Nullable AbstractResponse answer(SimulatedConversation conversation, AbstractRequest request) {
        awaitThaw(request.apiKey());
        try {
            Thread.sleep(roundTrip);
        } catch (InterruptedException never) {
            throw new IllegalStateException("nobody interrupts a simulated broker", never);
        }
        return conversation.answer(request);
    }

    private void awaitThaw(@Nullable ApiKeys asked) {
        Ice frozen = ice;
        if (frozen != null && frozen.holds(asked)) {
            held.incrementAndGet();
            try {
                frozen.thawed().await();
            } catch (InterruptedException never) {
                throw new IllegalStateException("nobody interrupts a simulated broker", never);
            } finally {
                held.decrementAndGet();
            }
        }
    }

    private static Socket secured(SSLContext context, Socket connection) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory()
                .createSocket(connection, connection.getInetAddress().getHostAddress(), connection.getPort(), true);
        secure.setUseClientMode(false);
        return secure;
    }

    @Override
    public void close() throws IOException {
        server.close();
        thaw();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
