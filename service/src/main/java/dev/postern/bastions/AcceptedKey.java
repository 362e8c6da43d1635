package dev.postern.bastions;

import dev.postern.connections.spi.SshPublicKey;
import java.security.KeyPair;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Notes with which key a log-in came about. */
final class AcceptedKey implements PublicKeyAuthenticationReporter {

    private volatile @Nullable SshPublicKey accepted;

    @Override
    public void signalAuthenticationSuccess(ClientSession session, String service, KeyPair identity) {
        accepted = Keys.of(identity.getPublic());
    }

    /** Throws if the other side let us in without any key. */
    SshPublicKey key() throws NotContacted {
        SshPublicKey key = accepted;
        if (key == null) {
            throw NotContacted.unreachable("it lets in whoever comes, without any key");
        }
        return key;
    }
}
