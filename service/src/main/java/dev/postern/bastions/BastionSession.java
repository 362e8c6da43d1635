package dev.postern.bastions;

import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.SshPublicKey;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.session.helpers.AbstractConnectionService;
import org.apache.sshd.common.session.helpers.KeyExchangeMessageHandler;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** An SSH session with a bastion over one {@link Wire}. Knows why it ended. */
final class BastionSession extends ClientSessionImpl {

    private static final int MOST_WORDS_OF_THEIRS = 120;
    private static final int MOST_BEFORE_LOG_IN = 100;

    private final Wire wire;
    private final @Nullable SshPublicKey pinned;
    private final KeyExchangeLimit exchanges;
    private final CompletableFuture<Void> established = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> retired = new CompletableFuture<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicReference<@Nullable BastionContact> why = new AtomicReference<>();
    private volatile @Nullable SshPublicKey shown;
    private int beforeLogIn;

    /** @param pinned the only host key that is good enough; null where all that is wanted is to see which one there is */
    BastionSession(
            ClientFactoryManager manager,
            Wire wire,
            List<NamedFactory<Signature>> hostKeys,
            @Nullable SshPublicKey pinned)
            throws Exception {
        super(manager, wire);
        this.wire = wire;
        this.pinned = pinned;
        this.exchanges = new KeyExchangeLimit(wire);
        setSignatureFactories(hostKeys);
        setServerKeyVerifier((session, address, key) -> verified(key));
    }

    Wire wire() {
        return wire;
    }

    /** Ends when keys are exchanged with the right bastion, or exceptionally when that is out of the question. */
    CompletableFuture<Void> established() {
        return established;
    }

    /** Ends with the session. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Ends when no new client is to go through this session: another one is to take its place. */
    CompletableFuture<Void> retired() {
        return retired;
    }

    /** Whether connections of clients go through it, or will. */
    boolean inUse() {
        try {
            return getService(ConnectionService.class) instanceof AbstractConnectionService connections
                    && connections.getChannels().size() > unanswered.get();
        } catch (IllegalStateException over) {
            return false;
        }
    }

    /** The host key that the other side has proven to have. */
    @Nullable
    SshPublicKey shown() {
        return shown;
    }

    /** Why the session ended, or {@code otherwise}, a clause, if nobody said. */
    BastionContact why(String otherwise) {
        BastionContact known = why.get();
        return known == null ? new BastionContact.Unreachable(otherwise) : known;
    }

    /** What is told of the end of this session from now on. */
    void because(String what) {
        why.compareAndSet(null, new BastionContact.Unreachable(what));
    }

    /** Called before any key of ours is in use, and again whenever keys are exchanged anew. */
    private boolean verified(PublicKey key) {
        SshPublicKey seen = Keys.of(key);
        shown = seen;
        boolean right = pinned != null && pinned.fingerprint().equals(seen.fingerprint());
        if (!right) {
            why.compareAndSet(null, new BastionContact.HostKeyMismatch(seen));
        }
        return right;
    }

    /**
     * Channels that nobody waits for any more, and that the bastion has neither opened nor refused. There is no way to take
     * back the question (RFC 4254, section 5.1): each takes up a little memory until it is answered or the session ends.
     */
    int unanswered() {
        return unanswered.get();
    }

    /** Nobody waits for the channel any more. */
    void giveUp(ForwardedChannel channel) {
        unanswered.incrementAndGet();
        channel.addCloseFutureListener(closed -> unanswered.decrementAndGet());
    }

    /** Registers a channel that is not open yet. */
    void register(ForwardedChannel channel) throws IOException {
        getService(ConnectionService.class).registerChannel(channel);
    }

    /** For how long keys are being exchanged; zero if they are not. */
    Duration exchanging() {
        return ((KeyExchanges) kexHandler).underWay();
    }

    @Override
    protected KeyExchangeMessageHandler initializeKeyExchangeMessageHandler() {
        return new KeyExchanges(this, log);
    }

    /** Each question about a key of ours has us sign: an honest log-in takes a dozen messages. */
    @Override
    protected void doHandleMessage(Buffer message) throws Exception {
        if (!isAuthenticated() && ++beforeLogIn > MOST_BEFORE_LOG_IN) {
            because("it does not end the log-in");
            throw new SshException("too many messages before the log-in");
        }
        super.doHandleMessage(message);
    }

    @Override
    protected void handleKexInit(Buffer buffer) throws Exception {
        if (getKexState() == KexState.DONE && !exchanges.another()) {
            because("it asks for new keys all the time");
            throw new SshException("too many key exchanges");
        }
        super.handleKexInit(buffer);
    }

    @Override
    protected void signalSessionEvent(SessionListener.Event event) throws Exception {
        super.signalSessionEvent(event);
        if (event == SessionListener.Event.KeyEstablished) {
            established.complete(null);
        }
    }

    @Override
    protected void handleDisconnect(int code, String message, String language, Buffer buffer) throws Exception {
        because(message.isBlank() ? "it ended the session" : "it ended the session: \"%s\"".formatted(theirs(message)));
        super.handleDisconnect(code, message, language, buffer);
    }

    @Override
    public void exceptionCaught(Throwable failed) {
        String message = String.valueOf(failed.getMessage());
        if (message.contains("Unable to negotiate")) {
            because("it has no algorithm in common with us (%s)".formatted(option(message)));
        } else if (message.contains("identification") || message.contains("Unsupported protocol version")) {
            because("it does not speak SSH 2");
        } else if (!(failed instanceof IOException)
                || failed instanceof SshException
                || failed instanceof StreamCorruptedException) {
            because("it breaks the rules of SSH");
        }
        super.exceptionCaught(failed);
    }

    /** Such as {@code server host key algorithms}: words of the library, not of the other side. */
    private static String option(String message) {
        int from = message.indexOf(" for ") + " for ".length();
        int to = message.indexOf(" (client:");
        return to > from ? theirs(message.substring(from, to)) : "key exchange";
    }

    static String theirs(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .limit(MOST_WORDS_OF_THEIRS)
                .forEach(point -> printable.append(point >= ' ' && point < 0x7F && point != '"' ? (char) point : '?'));
        return printable.toString();
    }

    @Override
    protected void preClose() {
        wire.closeSocket();
        try {
            super.preClose();
        } finally {
            established.completeExceptionally(new IOException("closed"));
            ended.complete(null);
        }
    }

    /** At once: whoever waits for anything of it goes on. */
    @Override
    public void close() {
        wire.closeSocket();
        close(true);
    }
}
