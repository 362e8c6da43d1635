package dev.postern.sandbox.ssh;

import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.nio2.Nio2Acceptor;
import org.apache.sshd.common.io.nio2.Nio2Service;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.jspecify.annotations.Nullable;

/** The SSH library's input and output, with a {@link Wire} between it and the clients. */
final class WiredServices extends Nio2ServiceFactory {

    private final Wire wire;
    private volatile @Nullable IoAcceptor acceptor;

    WiredServices(FactoryManager manager, Wire wire) {
        super(manager, null, null);
        this.wire = wire;
    }

    /**
     * What listens for clients.
     *
     * @throws IllegalStateException if the server was never started
     */
    IoAcceptor acceptor() {
        IoAcceptor created = acceptor;
        if (created == null) {
            throw new IllegalStateException("the bastion's server was never started");
        }
        return created;
    }

    @Override
    public IoAcceptor createAcceptor(IoHandler handler) {
        IoAcceptor created = super.createAcceptor(handler);
        acceptor = created;
        return created;
    }

    /** Connections from clients go over the wire, those to where they are forwarded do not. */
    @Override
    public Nio2Session createSession(
            Nio2Service service, IoHandler handler, AsynchronousSocketChannel socket, @Nullable SocketAddress accepted)
            throws Throwable {
        return super.createSession(
                service, handler, service instanceof Nio2Acceptor ? new WiredSocket(socket, wire) : socket, accepted);
    }
}
