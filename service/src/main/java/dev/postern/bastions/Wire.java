package dev.postern.bastions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;

/**
 * The socket under an SSH session. Whoever writes waits until the socket has taken it; a virtual thread reads. So the other
 * side, if it does not read, holds up whoever has something to tell it, and fills no queue; and one side's session has no
 * thread in common with another's.
 */
final class Wire extends AbstractCloseable implements IoSession {

    private static final int READ = 32 * 1024;
    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final SocketAddress local;
    private final SocketAddress remote;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final AtomicLong received = new AtomicLong();
    private volatile long lastHeard = System.nanoTime();

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.local = socket.getLocalSocketAddress();
        this.remote = socket.getRemoteSocketAddress();
    }

    /** Reads until the end, in a thread of its own. */
    void start(BastionSession session) {
        Thread.ofVirtual().name("bastion-" + remote).start(() -> read(session));
    }

    private void read(BastionSession session) {
        byte[] bytes = new byte[READ];
        try {
            for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                lastHeard = System.nanoTime();
                received.addAndGet(length);
                session.messageReceived(Readable.readable(ByteBuffer.wrap(bytes, 0, length)));
                // Who has always something to say is not to keep others of this processor from being heard.
                Thread.yield();
            }
        } catch (Exception | StackOverflowError failed) {
            session.exceptionCaught(failed);
        } finally {
            closeSocket();
            session.close(true);
        }
    }

    /** Of the monotonic clock: when the other side said something for the last time, whatever it was. */
    long lastHeard() {
        return lastHeard;
    }

    /** In bytes. */
    long received() {
        return received.get();
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        out.write(buffer.array(), buffer.rpos(), buffer.available());
        return AbstractIoWriteFuture.fulfilled("write", Boolean.TRUE);
    }

    /** Wakes whoever reads or writes, at once. */
    void closeSocket() {
        try {
            socket.close();
        } catch (IOException closing) {
            // nothing is kept of it
        }
    }

    @Override
    protected void doCloseImmediately() {
        closeSocket();
        super.doCloseImmediately();
    }

    @Override
    public void shutdownOutputStream() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void suspendRead() {
        throw new UnsupportedOperationException("windows say how much is read");
    }

    @Override
    public void resumeRead() {
        throw new UnsupportedOperationException("windows say how much is read");
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return local;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return remote;
    }

    @Override
    @SuppressWarnings("NullAway") // MINA has no annotations; a client has none
    public SocketAddress getAcceptanceAddress() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // nobody asks for it
    public IoService getService() {
        return null;
    }

    @Override
    @SuppressWarnings("NullAway") // null is "no such attribute"
    public Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    @SuppressWarnings("NullAway")
    public Object removeAttribute(Object key) {
        return attributes.remove(key);
    }
}
