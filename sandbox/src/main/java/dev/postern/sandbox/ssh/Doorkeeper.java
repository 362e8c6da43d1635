package dev.postern.sandbox.ssh;

import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/** Lets in whose key is installed, and remembers for each session the line that let it in, as sshd does. */
final class Doorkeeper implements PublickeyAuthenticator {

    private static final AttributeKey<AuthorizedKey> LINE = new AttributeKey<>();

    private final String user;
    private final Set<String> usersTold = new ConcurrentSkipListSet<>();
    private volatile AuthorizedKeys installed = AuthorizedKeys.NONE;

    Doorkeeper(String user) {
        this.user = user;
    }

    AuthorizedKeys installed() {
        return installed;
    }

    /** The names that somebody has come with, whether they were let in or not. */
    SortedSet<String> usersTold() {
        return new TreeSet<>(usersTold);
    }

    /** Counts from the next log-in on; sessions that are open keep what they were let in with. */
    void install(AuthorizedKeys keys) {
        installed = keys;
    }

    /** A client may ask about several keys, but the one that it proves to have is always the last. */
    @Override
    public boolean authenticate(String username, PublicKey key, ServerSession session) {
        usersTold.add(username);
        Optional<AuthorizedKey> line = username.equals(user) ? installed.find(key) : Optional.empty();
        line.ifPresent(found -> session.setAttribute(LINE, found));
        return line.isPresent();
    }

    /** The line that let a session in. */
    static Optional<AuthorizedKey> letInBy(Session session) {
        return Optional.ofNullable(session.getAttribute(LINE));
    }

    /** Whether the session may have a connection forwarded to there. */
    static boolean permits(Session session, String host, int port) {
        return letInBy(session).map(line -> line.options().permits(host, port)).orElse(false);
    }
}
