package dev.postern.sandbox.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a broker one of before Kafka 4.4: stands before it, passes everything on, and knows ApiVersions up to version 4
 * only, which does not check whom the broker is taken for (KIP-1242). For listeners without TLS.
 */
public final class OlderBroker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OlderBroker.class);
    private static final short NEWEST_API_VERSIONS = 4;

    /** A broker that is asked in a version that it does not know answers in this one. */
    private static final short FALLBACK = 0;

    private static final int LARGEST_FRAME = 64 << 20;
    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final InetSocketAddress broker;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private OlderBroker(ServerSocket server, InetSocketAddress broker) {
        this.server = server;
        this.broker = broker;
    }

    /** Listens on a free port of 127.0.0.1 until it is closed. */
    public static OlderBroker before(InetSocketAddress broker) {
        try {
            var older = new OlderBroker(new ServerSocket(0, BACKLOG, InetAddress.ofLiteral("127.0.0.1")), broker);
            Thread.ofVirtual().name("older-broker").start(older::accept);
            return older;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen", e);
        }
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public void close() {
        quietlyClose(server);
        open.forEach(OlderBroker::quietlyClose);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().name("older-broker-client").start(() -> converse(client));
            } catch (IOException e) {
                log.trace("No more connections", e);
            }
        }
    }

    private void converse(Socket client) {
        try (client;
                var there = new Socket()) {
            open.add(client);
            open.add(there);
            there.connect(broker);
            // Correlation id to the version in which ApiVersions will be answered.
            var asked = new ConcurrentHashMap<Integer, Short>();
            var questions = Thread.ofVirtual().start(() -> passAll(client, there, frame -> question(frame, asked)));
            passAll(there, client, frame -> answer(frame, asked));
            questions.join();
        } catch (IOException e) {
            log.trace("Conversation with {} ended", broker, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private interface Rewrite {
        ByteBuffer of(ByteBuffer frame);
    }

    private void passAll(Socket from, Socket to, Rewrite rewrite) {
        try (from;
                to) {
            var in = new DataInputStream(from.getInputStream());
            var out = new DataOutputStream(to.getOutputStream());
            while (true) {
                var length = in.readInt();
                if (length < 0 || length > LARGEST_FRAME) {
                    throw new IOException("not Kafka's protocol: a frame of " + length + " bytes");
                }
                var frame = rewrite.of(ByteBuffer.wrap(in.readNBytes(length)));
                var whole = ByteBuffer.allocate(Integer.BYTES + frame.remaining())
                        .putInt(frame.remaining())
                        .put(frame);
                out.write(whole.array());
                out.flush();
            }
        } catch (IOException e) {
            log.trace("Nothing more from {}", from, e);
        } finally {
            open.remove(to);
        }
    }

    /** Begins with api key, version and correlation id, whatever the request (KIP-511 keeps that so for this one). */
    private static ByteBuffer question(ByteBuffer frame, Map<Integer, Short> asked) {
        if (frame.remaining() >= 8 && frame.getShort(0) == ApiKeys.API_VERSIONS.id) {
            var version = frame.getShort(2);
            var known = version <= NEWEST_API_VERSIONS;
            asked.put(frame.getInt(4), known ? version : FALLBACK);
            if (!known) {
                // The real broker refuses this one as an older broker refuses the version that was asked for.
                frame.putShort(2, Short.MAX_VALUE);
            }
        }
        return frame;
    }

    private static ByteBuffer answer(ByteBuffer frame, Map<Integer, Short> asked) {
        if (frame.remaining() < Integer.BYTES) {
            return frame;
        }
        var version = asked.remove(frame.getInt(0));
        if (version == null) {
            return frame;
        }
        var head = frame.getInt();
        var data = new ApiVersionsResponseData(new ByteBufferAccessor(frame), version);
        var own = data.apiKeys().find(ApiKeys.API_VERSIONS.id);
        if (own != null) {
            own.setMaxVersion(NEWEST_API_VERSIONS);
        }
        var body = MessageUtil.toByteBufferAccessor(data, version).buffer();
        return ByteBuffer.allocate(Integer.BYTES + body.remaining())
                .putInt(head)
                .put(body)
                .flip();
    }

    private static void quietlyClose(AutoCloseable closing) {
        try {
            closing.close();
        } catch (Exception e) {
            log.trace("Closing failed", e);
        }
    }
}
