package dev.postern.sandbox.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;

/** The port that a bastion listens on, and the SSH server behind it. */
final class SshPort {

    private final SshServer server;
    private final InetSocketAddress address;
    private final Wire wire;
    private final WiredServices services;

    private SshPort(SshServer server, InetSocketAddress address, Wire wire) {
        this.server = server;
        this.address = address;
        this.wire = wire;
        this.services = new WiredServices(server, wire);
    }

    /**
     * Starts a server that has been configured in everything but this.
     *
     * @throws IOException if the port is taken; nothing is left behind then
     */
    static SshPort start(SshServer server, InetSocketAddress address, Wire wire) throws IOException {
        SshPort port = new SshPort(server, address, wire);
        server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory() {
            @Override
            public IoServiceFactory create(FactoryManager manager) {
                return port.services;
            }
        });
        server.setHost(address.getAddress().getHostAddress());
        server.setPort(address.getPort());
        try {
            server.start();
        } catch (IOException e) {
            server.close(true);
            throw new IOException("cannot listen on " + server.getHost() + ":" + server.getPort(), e);
        }
        return port;
    }

    synchronized boolean isOpen() {
        return !services.acceptor().getBoundAddresses().isEmpty();
    }

    /** Listens no longer; connections that are open stay. */
    synchronized void close() {
        services.acceptor().unbind();
    }

    /**
     * Listens again.
     *
     * @throws IOException if the port is taken
     */
    synchronized void open() throws IOException {
        IoAcceptor acceptor = services.acceptor();
        if (acceptor.getBoundAddresses().isEmpty()) {
            acceptor.bind(List.of(address));
        }
    }

    /** Cuts every connection. */
    void drop() {
        wire.cut();
        server.getActiveSessions().forEach((AbstractSession session) -> session.close(true));
    }

    /** Stops everything, at once. */
    void shutDown() throws IOException {
        wire.cut();
        server.stop(true);
        wire.thaw();
    }
}
