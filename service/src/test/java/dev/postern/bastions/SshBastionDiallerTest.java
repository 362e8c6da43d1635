package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionDialler;
import dev.postern.connections.spi.BastionDiallerContract;
import dev.postern.connections.spi.BastionWorld;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.dialling.TestDialler;
import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;

class SshBastionDiallerTest extends BastionDiallerContract {

    @Override
    protected BastionWorld world() throws IOException {
        BastionDialler dialler = new SshBastionDialler(TestDialler.allowing("127.0.0.1/32"));
        TestBastion bastion = new TestBastion();
        ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Proxy silent = new Proxy(connection -> {});
        Proxy foreign = new Proxy(connection -> {
            connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.close();
        });
        return new BastionWorld() {

            @Override
            public BastionDialler dialler() {
                return dialler;
            }

            @Override
            public BastionAddress address() {
                return bastion.address();
            }

            @Override
            public SshPublicKey hostKey() {
                return bastion.hostKey();
            }

            @Override
            public void authorize(SshPublicKey key) {
                bastion.authorize(key);
            }

            @Override
            public void replaceHostKey() {
                bastion.replaceHostKey("ssh-ed25519");
            }

            @Override
            public void forbid(HostPort target) {
                bastion.forbid(target);
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
                return at("127.0.0.1", 1);
            }

            @Override
            public BastionAddress forbidden() {
                return at("127.0.0.2", bastion.port());
            }

            @Override
            public BastionAddress withoutAddress() {
                return at("bastion.invalid", bastion.port());
            }

            @Override
            public BastionAddress silent() {
                return at("127.0.0.1", silent.port());
            }

            @Override
            public BastionAddress foreign() {
                return at("127.0.0.1", foreign.port());
            }

            private static BastionAddress at(String host, int port) {
                return new BastionAddress(host, port, TestBastion.USER);
            }

            @Override
            public List<String> usersTold() {
                return bastion.usersTold();
            }

            @Override
            public void close() {
                bastion.close();
                silent.close();
                foreign.close();
                try {
                    broker.close();
                } catch (IOException cause) {
                    assertThat(cause).isNull();
                }
            }
        };
    }
}
