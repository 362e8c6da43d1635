package dev.postern.bastions;

import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RemoteWindow;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * A {@code direct-tcpip} channel (RFC 4254, section 7.2). What arrives is kept until somebody has taken it, and only then
 * is more asked for: never more than one window. Both ends of the stream are carried over, each for itself.
 */
final class ForwardedChannel extends ChannelDirectTcpip {

    /** For so long a window may stay shut: as long as the session lives. */
    private static final Duration FOREVER = Duration.ofDays(365);

    private static final int MOST_IN_PACKET = 32 * 1024;
    private static final int LEAST_PACKET = 1_024;
    private static final int HEADER = 16;

    /** We do not tell the tenant's bastion who our clients are. */
    private static final SshdSocketAddress ORIGINATOR = new SshdSocketAddress("127.0.0.1", 0);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Arrived arrived = new Arrived();
    private boolean finished;
    private boolean closed;

    ForwardedChannel(HostPort target) {
        super(ORIGINATOR, new SshdSocketAddress(target.host(), target.port()));
    }

    /** Writes what arrives to {@code out} until the other side has finished; throws if it breaks off. */
    void copyTo(OutputStream out, LongConsumer count) throws IOException {
        for (Arrived.Bytes bytes = take(); !bytes.isEmpty(); bytes = take()) {
            out.write(bytes.array(), 0, bytes.length());
            count.accept(bytes.length());
            if (getLocalWindow().isOpen()) {
                getLocalWindow().release(bytes.length());
            }
        }
    }

    /** Waits for something. Nothing, if there will be nothing more. */
    private Arrived.Bytes take() throws IOException {
        lock.lock();
        try {
            while (arrived.isEmpty() && !finished && !closed) {
                changed.awaitUninterruptibly();
            }
            if (arrived.isEmpty() && !finished) {
                throw new IOException("the channel was closed in the middle of the stream");
            }
            return arrived.takeAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for as long as the other side's window is shut, or its socket does not take more. */
    void send(byte[] bytes, int length) throws IOException {
        RemoteWindow window = getRemoteWindow();
        int sent = 0;
        while (sent < length) {
            try {
                long space = Math.min(window.waitForSpace(FOREVER), Math.min(window.getPacketSize(), MOST_IN_PACKET));
                int part = (int) Math.min(space, length - sent);
                window.waitAndConsume(part, FOREVER);
                Buffer packet = getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_DATA, part + HEADER);
                packet.putUInt(getRecipient());
                packet.putBytes(bytes, sent, part);
                IoWriteFuture written = writePacket(packet);
                if (written.getException() != null) {
                    throw new IOException("the channel is closed", written.getException());
                }
                sent += part;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", stopped);
            }
        }
    }

    /** Tells the other side that no more will be sent. */
    void finish() throws IOException {
        sendEof();
    }

    /** Whether the other side has said all that it had to say. */
    boolean hasFinished() {
        lock.lock();
        try {
            return finished;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the channel is closed, from whichever side. */
    void awaitClosed() {
        lock.lock();
        try {
            while (!closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** None of MINA's streams, whose buffers and threads are not needed. */
    @Override
    protected void doOpen() throws IOException {
        if (getRemoteWindow().getPacketSize() < LEAST_PACKET) {
            throw new IOException("packets would be too small");
        }
    }

    /** The window has been looked at. */
    @Override
    protected void doWriteData(byte[] data, int offset, long length) {
        lock.lock();
        try {
            if (!closed) {
                arrived.add(data, offset, (int) length);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        lock.lock();
        try {
            finished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void preClose() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        super.preClose();
    }
}
