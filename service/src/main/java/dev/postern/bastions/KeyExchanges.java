package dev.postern.bastions;

import java.time.Duration;
import java.util.AbstractMap.SimpleImmutableEntry;
import org.apache.sshd.common.future.DefaultKeyExchangeFuture;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.session.helpers.PendingWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.slf4j.Logger;

/**
 * What is said while keys are exchanged waits for them. Whoever has something to send waits itself; only the answers of
 * the thread that reads are queued, and the other side asks for them: so there are no more than some, and an end to the
 * waiting ({@link #underWay()}).
 */
final class KeyExchanges extends KeyExchangeMessageHandler {

    /** A thousand short answers, such as that all clients of a tunnel are gone. MINA counts them at each one. */
    private static final long MOST_BYTES = 128L * 1024;

    /** What a packet takes up beside what it says. */
    private static final int BYTES_OF_PACKET = 128;

    private final BastionSession session;
    private volatile boolean exchanging;
    private volatile long began;
    private long queued;

    KeyExchanges(BastionSession session, Logger log) {
        super(session, log);
        this.session = session;
    }

    /** For how long keys are being exchanged; zero if they are not. */
    Duration underWay() {
        return exchanging ? Duration.ofNanos(System.nanoTime() - began) : Duration.ZERO;
    }

    @Override
    public DefaultKeyExchangeFuture initNewKeyExchange() {
        began = System.nanoTime();
        exchanging = true;
        return super.initNewKeyExchange();
    }

    @Override
    public SimpleImmutableEntry<Integer, DefaultKeyExchangeFuture> terminateKeyExchange() {
        exchanging = false;
        return super.terminateKeyExchange();
    }

    /** Called by one thread at a time. */
    @Override
    protected PendingWriteFuture enqueuePendingPacket(int command, Buffer packet) {
        queued = pendingPackets.isEmpty() ? 0 : queued;
        queued += packet.available() + BYTES_OF_PACKET;
        if (queued > MOST_BYTES) {
            session.because("it asks and asks while keys are exchanged");
            throw new IllegalStateException("too much waits for new keys");
        }
        return super.enqueuePendingPacket(command, packet);
    }
}
