package dev.postern.bastions;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionDialler;
import dev.postern.connections.spi.BastionWorld;
import dev.postern.dialling.TestDialler;
import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** A bastion that speaks SSH, whoever's it is, and what is around it on this machine. */
abstract class SshWorld implements BastionWorld {

    private final BastionDialler dialler = new SshBastionDialler(TestDialler.allowing("127.0.0.0/8"));
    private final ServerSocket broker = listening();
    private final Proxy silent = new Proxy(connection -> {});
    private final Proxy foreign = new Proxy(connection -> {
        connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.close();
    });

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Lines whose keys may open connections to {@link #broker} and {@link #nothing} alone. */
    final String line(String key) {
        return "restrict,port-forwarding,permitopen=\"%s\",permitopen=\"%s\" %s\n"
                .formatted(broker().key(), nothing().key(), key);
    }

    @Override
    public BastionDialler dialler() {
        return dialler;
    }

    @Override
    public HostPort broker() {
        return new HostPort("127.0.0.1", broker.getLocalPort());
    }

    @Override
    public HostPort nothing() {
        return new HostPort("127.0.0.1", 1);
    }

    @Override
    public BastionAddress closed() {
        return at(address().host(), 1);
    }

    @Override
    public BastionAddress forbidden() {
        return at("10.0.0.1", address().port());
    }

    @Override
    public BastionAddress withoutAddress() {
        return at("bastion.invalid", address().port());
    }

    @Override
    public BastionAddress silent() {
        return at("127.0.0.1", silent.port());
    }

    @Override
    public BastionAddress foreign() {
        return at("127.0.0.1", foreign.port());
    }

    private BastionAddress at(String host, int port) {
        return new BastionAddress(host, port, address().user());
    }

    @Override
    public void close() {
        silent.close();
        foreign.close();
        try {
            broker.close();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
