package dev.postern.bastions;

import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/** A forwarded connection as OpenSSH's server has it: either side may finish first. MINA's own closes both then. */
final class TestChannel extends AbstractServerChannel {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final byte[] END = new byte[0];

    private final Function<HostPort, @Nullable HostPort> network;
    private final BlockingQueue<byte[]> toBroker = new LinkedBlockingQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger(2);

    private final Function<HostPort, @Nullable CompletableFuture<Void>> held;

    private TestChannel(
            Function<HostPort, @Nullable HostPort> network,
            Function<HostPort, @Nullable CompletableFuture<Void>> held) {
        super(null);
        this.network = network;
        this.held = held;
    }

    /**
     * @param network where a name leads; null if the bastion may not forward there
     * @param held whoever wants to go there is answered when the future ends
     */
    static ChannelFactory factory(
            Function<HostPort, @Nullable HostPort> network,
            Function<HostPort, @Nullable CompletableFuture<Void>> held) {
        return new ChannelFactory() {
            @Override
            public String getName() {
                return "direct-tcpip";
            }

            @Override
            public Channel createChannel(Session session) {
                return new TestChannel(network, held);
            }
        };
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        HostPort target = new HostPort(buffer.getString(), buffer.getInt());
        OpenFuture opened = new DefaultOpenFuture(this, this);
        CompletableFuture<Void> answered = held.apply(target);
        if (answered == null) {
            open(target, opened);
        } else {
            answered.thenRunAsync(() -> open(target, opened));
        }
        return opened;
    }

    private void open(HostPort target, OpenFuture opened) {
        HostPort place = network.apply(target);
        if (place == null) {
            refused(opened, SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED);
            return;
        }
        try {
            Socket socket = new Socket(InetAddress.getByName(place.host()), place.port());
            Thread writer = Thread.ofVirtual().name("test-to-broker").start(() -> write(socket));
            addCloseFutureListener(closed -> hangUp(socket, writer));
            signalChannelOpenSuccess();
            opened.setOpened();
            Thread.ofVirtual().name("test-from-broker").start(() -> read(socket));
        } catch (IOException unreachable) {
            refused(opened, SshConstants.SSH_OPEN_CONNECT_FAILED);
        }
    }

    private void refused(OpenFuture opened, int reason) {
        opened.setException(new SshChannelOpenException(getChannelId(), reason, "open failed"));
        close(true);
    }

    private void read(Socket socket) {
        byte[] bytes = new byte[16 * 1024];
        try (ChannelOutputStream out =
                new ChannelOutputStream(this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true)) {
            for (int length = socket.getInputStream().read(bytes);
                    length >= 0;
                    length = socket.getInputStream().read(bytes)) {
                out.write(bytes, 0, length);
                out.flush();
            }
        } catch (IOException broken) {
            close(false);
        }
        finished();
    }

    private void write(Socket socket) {
        try {
            for (byte[] bytes = toBroker.take(); bytes != END; bytes = toBroker.take()) {
                socket.getOutputStream().write(bytes);
                getLocalWindow().release(bytes.length);
            }
            socket.shutdownOutput();
        } catch (IOException | InterruptedException broken) {
            close(false);
        }
        finished();
    }

    private void finished() {
        if (unfinished.decrementAndGet() == 0) {
            close(false);
        }
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) {
        byte[] bytes = new byte[(int) length];
        System.arraycopy(data, offset, bytes, 0, bytes.length);
        toBroker.add(bytes);
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        toBroker.add(END);
    }

    /** The broker is given what has arrived first, as sshd does it. */
    private void hangUp(Socket socket, Thread writer) {
        toBroker.add(END);
        Thread.ofVirtual().name("test-hang-up").start(() -> {
            try (socket) {
                writer.join(LAST_WORDS);
            } catch (InterruptedException | IOException closing) {
                log.debug("closing", closing);
            }
        });
    }
}
