package dev.postern.sandbox.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's end of one connection over a {@link Wire}. */
final class WiredSocket extends AsynchronousSocketChannel {

    private static final Logger log = LoggerFactory.getLogger(WiredSocket.class);

    private final AsynchronousSocketChannel socket;
    private final Wire wire;

    WiredSocket(AsynchronousSocketChannel socket, Wire wire) {
        super(socket.provider());
        this.socket = socket;
        this.wire = wire;
        wire.add(this);
    }

    /** What was read is handed over when the wire has carried it. */
    @Override
    public <A> void read(
            ByteBuffer into, long timeout, TimeUnit unit, A attachment, CompletionHandler<Integer, ? super A> handler) {
        int limit = shorten(into);
        socket.read(into, timeout, unit, attachment, new CompletionHandler<>() {
            @Override
            public void completed(Integer count, A attached) {
                into.limit(limit);
                wire.carry(Math.max(count, 0), () -> handler.completed(count, attached));
            }

            @Override
            public void failed(Throwable cause, A attached) {
                into.limit(limit);
                wire.pass(() -> handler.failed(cause, attached));
            }
        });
    }

    /** Writes when the wire is ready for it, and perhaps not everything at once. */
    @Override
    public <A> void write(
            ByteBuffer from, long timeout, TimeUnit unit, A attachment, CompletionHandler<Integer, ? super A> handler) {
        int limit = shorten(from);
        CompletionHandler<Integer, A> restoring = new CompletionHandler<>() {
            @Override
            public void completed(Integer count, A attached) {
                from.limit(limit);
                handler.completed(count, attached);
            }

            @Override
            public void failed(Throwable cause, A attached) {
                from.limit(limit);
                handler.failed(cause, attached);
            }
        };
        wire.carry(from.remaining(), () -> {
            try {
                socket.write(from, timeout, unit, attachment, restoring);
            } catch (IllegalStateException shutDown) {
                restoring.failed(shutDown, attachment);
            }
        });
    }

    private int shorten(ByteBuffer buffer) {
        int limit = buffer.limit();
        buffer.limit(buffer.position() + wire.pace().piece(buffer.remaining()));
        return limit;
    }

    @Override
    public void close() {
        wire.remove(this);
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("Closing a connection of a bastion failed", e);
        }
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public AsynchronousSocketChannel shutdownInput() throws IOException {
        socket.shutdownInput();
        return this;
    }

    @Override
    public AsynchronousSocketChannel shutdownOutput() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    @Override
    public @Nullable SocketAddress getLocalAddress() throws IOException {
        return socket.getLocalAddress();
    }

    @Override
    public @Nullable SocketAddress getRemoteAddress() throws IOException {
        return socket.getRemoteAddress();
    }

    @Override
    public <T> AsynchronousSocketChannel setOption(SocketOption<T> name, @Nullable T value) throws IOException {
        socket.setOption(name, value);
        return this;
    }

    @Override
    public <T> @Nullable T getOption(SocketOption<T> name) throws IOException {
        return socket.getOption(name);
    }

    @Override
    public Set<SocketOption<?>> supportedOptions() {
        return socket.supportedOptions();
    }

    @Override
    public AsynchronousSocketChannel bind(@Nullable SocketAddress local) {
        throw unsupported();
    }

    @Override
    public <A> void connect(SocketAddress remote, A attachment, CompletionHandler<@Nullable Void, ? super A> handler) {
        throw unsupported();
    }

    @Override
    public Future<@Nullable Void> connect(SocketAddress remote) {
        throw unsupported();
    }

    @Override
    public Future<Integer> read(ByteBuffer into) {
        throw unsupported();
    }

    @Override
    public <A> void read(
            ByteBuffer[] into,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {
        throw unsupported();
    }

    @Override
    public Future<Integer> write(ByteBuffer from) {
        throw unsupported();
    }

    @Override
    public <A> void write(
            ByteBuffer[] from,
            int offset,
            int length,
            long timeout,
            TimeUnit unit,
            A attachment,
            CompletionHandler<Long, ? super A> handler) {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException(
                "an accepted connection is read and written with one buffer at a time");
    }
}
