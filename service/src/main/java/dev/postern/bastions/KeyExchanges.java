package dev.postern.bastions;

import java.time.Duration;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.future.DefaultKeyExchangeFuture;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.session.helpers.PendingWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.slf4j.Logger;

/**
 * What is said while keys are exchanged waits for them. Whoever sends data waits itself; everything else is queued, the
 * answers that the other side asks for among it: so there is no more than some, and an end to the waiting
 * ({@link #underWay()}).
 */
final class KeyExchanges extends KeyExchangeMessageHandler {

    /** A thousand short answers, such as that all clients of a tunnel are gone. MINA counts them at each one. */
    private static final long MOST_BYTES = 128L * 1024;

    /** What a packet takes up beside what it says. */
    private static final int BYTES_OF_PACKET = 128;

    private final BastionSession session;
    private volatile boolean exchanging;
    private volatile long began;
    private final AtomicLong queued = new AtomicLong();

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

    /** Called under a lock that whoever ends the session needs: its socket is closed, and whoever reads notices. */
    @Override
    protected PendingWriteFuture enqueuePendingPacket(int command, Buffer packet) {
        if (pendingPackets.isEmpty()) {
            queued.set(0);
        }
        if (queued.addAndGet(packet.available() + BYTES_OF_PACKET) > MOST_BYTES) {
            session.because("too much waits for the end of an exchange of keys");
            session.wire().closeSocket();
        }
        return super.enqueuePendingPacket(command, packet);
    }
}
