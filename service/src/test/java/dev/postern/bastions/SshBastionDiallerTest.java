package dev.postern.bastions;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionDiallerContract;
import dev.postern.connections.spi.BastionWorld;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.HostPort;
import dev.postern.sandbox.ssh.Bastion;
import dev.postern.sandbox.ssh.PrivateNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Against the sandbox's bastion. */
class SshBastionDiallerTest extends BastionDiallerContract {

    @Override
    protected BastionWorld world() throws IOException {
        Bastion bastion = Bastion.open(PrivateNetwork.empty());
        List<String> lines = new ArrayList<>();
        return new SshWorld() {

            @Override
            public BastionAddress address() {
                return new BastionAddress(
                        bastion.address().getAddress().getHostAddress(),
                        bastion.address().getPort(),
                        bastion.user());
            }

            @Override
            public SshPublicKey hostKey() {
                return new SshPublicKey(bastion.hostKey());
            }

            @Override
            public void authorize(SshPublicKey key) {
                lines.add(key + "\n");
                bastion.authorize(String.join("", lines));
            }

            @Override
            public void replaceHostKey() {
                bastion.faults().changeHostKey();
            }

            @Override
            public void forbid(HostPort target) {
                lines.replaceAll(this::line);
                bastion.authorize(String.join("", lines));
            }

            @Override
            public List<String> usersTold() {
                return List.copyOf(bastion.usersTold());
            }

            @Override
            public void close() {
                super.close();
                bastion.close();
            }
        };
    }
}
