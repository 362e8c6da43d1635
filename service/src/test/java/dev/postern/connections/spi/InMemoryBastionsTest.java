package dev.postern.connections.spi;

import dev.postern.foundation.HostPort;
import java.util.List;

class InMemoryBastionsTest extends BastionDiallerContract {

    private static final String HOST = "bastion.example";
    private static final int PORT = 22;

    @Override
    protected BastionWorld world() {
        InMemoryBastions bastions = new InMemoryBastions();
        return new BastionWorld() {

            private SshPublicKey hostKey = bastions.open(HOST, PORT);

            @Override
            public BastionDialler dialler() {
                return bastions;
            }

            @Override
            public BastionAddress address() {
                return at(HOST);
            }

            @Override
            public SshPublicKey hostKey() {
                return hostKey;
            }

            @Override
            public void authorize(SshPublicKey key) {
                bastions.authorize(HOST, PORT, key);
            }

            @Override
            public void replaceHostKey() {
                hostKey = bastions.replaceHostKey(HOST, PORT);
            }

            @Override
            public void forbid(HostPort target) {
                bastions.forbid(HOST, PORT, target);
            }

            @Override
            public HostPort broker() {
                return new HostPort("b-1.kafka.example", 9092);
            }

            @Override
            public HostPort nothing() {
                HostPort nothing = new HostPort("b-2.kafka.example", 9092);
                bastions.shutOff(HOST, PORT, nothing);
                return nothing;
            }

            @Override
            public BastionAddress closed() {
                return at("closed.example");
            }

            @Override
            public BastionAddress forbidden() {
                return failing("inside.example", new BastionContact.AddressForbidden());
            }

            @Override
            public BastionAddress withoutAddress() {
                return failing("nowhere.example", new BastionContact.NameNotResolved());
            }

            @Override
            public BastionAddress silent() {
                return failing("silent.example", new BastionContact.Unreachable("it says nothing"));
            }

            @Override
            public BastionAddress foreign() {
                return failing("foreign.example", new BastionContact.Unreachable("it does not speak SSH 2"));
            }

            private BastionAddress failing(String host, BastionContact with) {
                bastions.fail(host, PORT, with);
                return at(host);
            }

            private static BastionAddress at(String host) {
                return new BastionAddress(host, PORT, "postern");
            }

            @Override
            public List<String> usersTold() {
                return bastions.usersTold();
            }

            @Override
            public void close() {}
        };
    }
}
