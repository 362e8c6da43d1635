package dev.postern.bastions;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.ServerFactoryManager;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;

/** A bastion's side of a session. Says what it is told to, whatever state it is in. */
final class OutspokenSession extends ServerSessionImpl {

    private static final int COOKIE = 16;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private OutspokenSession(ServerFactoryManager server, IoSession wire) throws Exception {
        super(server, wire);
    }

    /** Whose sessions are all like this. */
    static void of(SshServer server) {
        server.setSessionFactory(new SessionFactory(server) {
            @Override
            protected ServerSessionImpl doCreateSession(IoSession wire) throws Exception {
                return new OutspokenSession(getServer(), wire);
            }
        });
    }

    void say(Buffer packet) throws IOException {
        doWritePacket(packet).verify(LIMIT);
    }

    /** What begins an exchange of keys (RFC 4253, section 7.1). */
    Buffer keyExchange() {
        Buffer packet = createBuffer(SshConstants.SSH_MSG_KEXINIT, 1_024);
        packet.putRawBytes(new byte[COOKIE]);
        List.of("curve25519-sha256", "ssh-ed25519", "aes128-ctr", "aes128-ctr", "hmac-sha2-256", "hmac-sha2-256")
                .forEach(packet::putString);
        List.of("none", "none", "", "").forEach(packet::putString);
        packet.putBoolean(false);
        packet.putUInt(0);
        return packet;
    }
}
