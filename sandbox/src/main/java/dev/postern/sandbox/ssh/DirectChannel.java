package dev.postern.sandbox.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.apache.sshd.server.forward.TcpForwardingFilter;

/**
 * A connection that a client wants forwarded ({@code direct-tcpip}). As with OpenSSH's server either side may finish
 * first, and the other goes on; the library's own channel closes both then. Of a refusal the client learns the reason's
 * code.
 */
final class DirectChannel extends AbstractServerChannel {

    private static final int PIECE = 16 * 1024;
    private static final byte[] END = new byte[0];

    private final Reach reach;

    /** What the client has said and the server has not taken yet: one window at most, for only then there is another. */
    private final BlockingQueue<byte[]> toServer = new LinkedBlockingQueue<>();

    private final AtomicInteger unfinished = new AtomicInteger(2);

    private DirectChannel(Reach reach) {
        super(null);
        this.reach = reach;
    }

    static ChannelFactory factory(Reach reach) {
        return new ChannelFactory() {
            @Override
            public String getName() {
                return TcpForwardingFilter.Type.Direct.getName();
            }

            @Override
            public Channel createChannel(Session session) {
                return new DirectChannel(reach);
            }
        };
    }

    /** Decides by the name that was asked for, and then dials the address behind it. */
    @Override
    protected OpenFuture doInit(Buffer request) {
        String host = request.getString();
        int port = request.getInt();
        OpenFuture opening = new DefaultOpenFuture(this, this);
        if (!reach.permits(getSession(), host, port)) {
            refuse(opening, SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, "open failed");
            return opening;
        }
        // Whoever takes long to answer holds up nobody else in the session.
        Thread.ofVirtual().name("bastion-connect").start(() -> connect(host, port, opening));
        return opening;
    }

    private void connect(String host, int port, OpenFuture opening) {
        Socket server = new Socket();
        addCloseFutureListener(closed -> hangUp(server));
        try {
            InetSocketAddress there = reach.find(host, port);
            server.setTcpNoDelay(true);
            server.connect(there);
            signalChannelOpenSuccess();
            opening.setOpened();
        } catch (IOException e) {
            refuse(opening, SshConstants.SSH_OPEN_CONNECT_FAILED, String.valueOf(e.getMessage()));
            return;
        }
        Thread.ofVirtual().name("bastion-to-server").start(() -> write(server));
        read(server);
    }

    private void refuse(OpenFuture opening, int reason, String text) {
        SshChannelOpenException cause = new SshChannelOpenException(getChannelId(), reason, text);
        try {
            signalChannelOpenFailure(cause);
            opening.setException(cause);
        } finally {
            close(true);
        }
    }

    /** Until the server has finished, of which the client is told. */
    private void read(Socket server) {
        byte[] bytes = new byte[PIECE];
        try (ChannelOutputStream toClient =
                new ChannelOutputStream(this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true)) {
            for (int length = server.getInputStream().read(bytes);
                    length >= 0;
                    length = server.getInputStream().read(bytes)) {
                toClient.write(bytes, 0, length);
                toClient.flush();
            }
        } catch (IOException broken) {
            close(false);
        }
        finished();
    }

    /** Until the client has finished, of which the server is told. */
    private void write(Socket server) {
        try {
            for (byte[] bytes = toServer.take(); bytes != END; bytes = toServer.take()) {
                server.getOutputStream().write(bytes);
                getLocalWindow().release(bytes.length);
            }
            server.shutdownOutput();
        } catch (IOException broken) {
            close(false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
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
        toServer.add(bytes);
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        throw new IOException("forwarded connections have no second stream");
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        toServer.add(END);
    }

    private void hangUp(Socket server) {
        toServer.add(END);
        try {
            server.close();
        } catch (IOException e) {
            log.debug("Hanging up failed", e);
        }
    }
}
