package dev.postern.sandbox.ssh;

import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;

/** An SSH server's configuration: log-in by key, forwarded connections, and nothing else. */
final class BastionServer {

    /** What a server offers; clients choose. */
    private static final List<NamedFactory<Cipher>> CIPHERS = List.of(
            BuiltinCiphers.aes128gcm,
            BuiltinCiphers.aes256gcm,
            BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes128ctr,
            BuiltinCiphers.aes192ctr,
            BuiltinCiphers.aes256ctr);

    /** As OpenSSH's {@code MaxAuthTries}. */
    private static final int AUTHENTICATION_TRIES = 6;

    private BastionServer() {}

    static SshServer configure(HostKeys hostKeys, Doorkeeper doorkeeper, Reach reach, Tally tally) {
        SshServer server = SshServer.setUpDefaultServer();
        server.setKeyPairProvider(hostKeys);
        server.setCipherFactories(CIPHERS);
        server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        server.setPublickeyAuthenticator(doorkeeper);
        server.setChannelFactories(List.of(DirectChannel.factory(reach)));
        server.setForwardingFilter(new OnlyDirect());
        server.setGlobalRequestHandlers(List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE));
        server.addSessionListener(tally);
        server.addChannelListener(tally);
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(server, AUTHENTICATION_TRIES);
        // Only faults end a session: it may be idle for ever, and its client may be as slow as it likes.
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.NIO2_MIN_WRITE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, Duration.ofDays(365));
        return server;
    }

    /** Whether a session may is decided by the channel itself, which knows the name that was asked for. */
    private static final class OnlyDirect extends RejectAllForwardingFilter {
        @Override
        public boolean canConnect(Type type, SshdSocketAddress address, Session session) {
            return type == Type.Direct;
        }
    }
}
