package dev.postern.sandbox.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.forward.TcpForwardingFilter;
import org.apache.sshd.server.forward.TcpipServerChannel;

/** A connection that a client wants forwarded ({@code direct-tcpip}). Of a refusal the client learns the reason's code. */
final class DirectChannel extends TcpipServerChannel {

    private final Reach reach;

    private DirectChannel(Reach reach) {
        super(TcpForwardingFilter.Type.Direct, null);
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

    /** Decides by the name that was asked for, and then has the address behind it dialled. */
    @Override
    protected OpenFuture doInit(Buffer request) {
        String host = request.getString();
        int port = request.getInt();
        if (!reach.permits(getSession(), host, port)) {
            return refuse(SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, "open failed");
        }
        try {
            InetSocketAddress there = reach.find(host, port);
            Buffer resolved = new ByteArrayBuffer();
            resolved.putString(there.getAddress().getHostAddress());
            resolved.putInt(there.getPort());
            resolved.putString(request.getString());
            resolved.putInt(request.getInt());
            return super.doInit(resolved);
        } catch (IOException e) {
            return refuse(SshConstants.SSH_OPEN_CONNECT_FAILED, String.valueOf(e.getMessage()));
        }
    }

    @Override
    protected void handleChannelOpenFailure(OpenFuture opening, Throwable problem) {
        super.handleChannelOpenFailure(
                opening,
                problem instanceof SshChannelOpenException
                        ? problem
                        : new SshChannelOpenException(
                                getChannelId(), SshConstants.SSH_OPEN_CONNECT_FAILED, problem.getMessage(), problem));
    }

    private OpenFuture refuse(int reason, String text) {
        OpenFuture refusal = new DefaultOpenFuture(this, this);
        SshChannelOpenException cause = new SshChannelOpenException(getChannelId(), reason, text);
        try {
            signalChannelOpenFailure(cause);
            refusal.setException(cause);
        } finally {
            close(true);
        }
        return refusal;
    }
}
