package dev.postern.bastions;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionDiallerContract;
import dev.postern.connections.spi.BastionWorld;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.HostPort;
import dev.postern.testing.OpenSsh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Against OpenSSH's server. */
class OpenSshDiallerTest extends BastionDiallerContract {

    @TempDir
    private Path directory;

    @BeforeAll
    static void look() {
        OpenSsh.assumeInstalled();
    }

    @Override
    protected BastionWorld world() throws IOException {
        OpenSsh bastion = new OpenSsh(directory);
        List<String> lines = new ArrayList<>();
        return new SshWorld() {

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
                lines.add(key + "\n");
                bastion.authorize(String.join("", lines));
            }

            @Override
            public void replaceHostKey() {
                try {
                    bastion.replaceHostKey();
                } catch (IOException cause) {
                    throw new UncheckedIOException(cause);
                }
            }

            @Override
            public void forbid(HostPort target) {
                lines.replaceAll(this::line);
                bastion.authorize(String.join("", lines));
            }

            @Override
            public List<String> usersTold() {
                return bastion.usersTold();
            }

            @Override
            public void close() {
                super.close();
                bastion.close();
            }
        };
    }
}
