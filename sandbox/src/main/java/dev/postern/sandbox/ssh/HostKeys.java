package dev.postern.sandbox.ssh;

import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.jspecify.annotations.Nullable;

/** The host key, which can change. A session that has begun goes on with the one that it was shown. */
final class HostKeys implements KeyPairProvider {

    private static final AttributeKey<KeyPair> SHOWN = new AttributeKey<>();

    private final KeyPair own;
    private volatile KeyPair current;

    HostKeys(KeyPair own) {
        this.own = own;
        this.current = own;
    }

    KeyPair current() {
        return current;
    }

    boolean isOwn() {
        return current.equals(own);
    }

    void change() {
        current = Ed25519.generate();
    }

    void restore() {
        current = own;
    }

    @Override
    public Iterable<KeyPair> loadKeys(@Nullable SessionContext session) {
        return List.of(session == null ? current : session.computeAttributeIfAbsent(SHOWN, shown -> current));
    }
}
