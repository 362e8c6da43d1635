package dev.postern.sandbox.ssh;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** Somebody with a key of their own and an SSH client that pins the host key. */
public final class Visitor implements AutoCloseable {

    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final SshdSocketAddress ORIGIN = new SshdSocketAddress("127.0.0.1", 1);

    private final KeyPair key = Ed25519.generate();
    private final SshClient client = SshClient.setUpDefaultClient();

    public Visitor() {
        this(client -> {});
    }

    /** @param choices made about the client before it starts */
    Visitor(Consumer<SshClient> choices) {
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        choices.accept(client);
        client.start();
    }

    KeyPair key() {
        return key;
    }

    /** A line of {@code authorized_keys} without options. */
    public String line() {
        return PublicKeyEntry.toString(key.getPublic()) + " visitor";
    }

    /** A line of {@code authorized_keys}. */
    public String line(String options) {
        return options + " " + line();
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(key.getPublic());
    }

    /** Logs in to a bastion with the host key that it has now. */
    public ClientSession logIn(Bastion bastion) throws IOException {
        return logIn(bastion, Bastion.USER, bastion.hostKey());
    }

    ClientSession logIn(Bastion bastion, String user, String hostKey) throws IOException {
        client.setServerKeyVerifier(
                (session, address, shown) -> PublicKeyEntry.toString(shown).equals(hostKey));
        ClientSession session =
                client.connect(user, bastion.address()).verify(PATIENCE).getSession();
        try {
            session.addPublicKeyIdentity(key);
            session.auth().verify(PATIENCE);
            return session;
        } catch (IOException | RuntimeException e) {
            session.close(true);
            throw e;
        }
    }

    /** Has a connection forwarded. */
    static ClientChannel connect(ClientSession session, String host, int port) throws IOException {
        ClientChannel channel = session.createDirectTcpipChannel(ORIGIN, new SshdSocketAddress(host, port));
        channel.open().verify(PATIENCE);
        return channel;
    }

    /** The number of the reason why a channel was not opened, as it came over the wire. */
    static int reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshChannelOpenException refusal) {
                return refusal.getReasonCode();
            }
        }
        throw new AssertionError("no channel was refused", failure);
    }

    @Override
    public void close() {
        client.stop();
    }
}
