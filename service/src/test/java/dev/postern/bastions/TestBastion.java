package dev.postern.bastions;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.helpers.AbstractConnectionService;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/** An SSH server on loopback that forwards, and does what a test tells it. */
final class TestBastion implements AutoCloseable {

    static final String USER = "postern";
    private static final Map<String, KeyPair> RSA = new ConcurrentHashMap<>();

    static {
        Ed25519Provider.register();
    }

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Set<SshPublicKey> authorized = ConcurrentHashMap.newKeySet();
    private final Set<HostPort> forbidden = ConcurrentHashMap.newKeySet();
    private final Map<HostPort, CompletableFuture<Void>> held = new ConcurrentHashMap<>();
    private final Map<HostPort, HostPort> names = new ConcurrentHashMap<>();
    private final List<String> usersTold = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile List<KeyPair> hostKeys;

    TestBastion() {
        this("ssh-ed25519");
    }

    /** @param hostKeyTypes such as {@code ssh-rsa}; it has one key of each */
    TestBastion(String... hostKeyTypes) {
        this.hostKeys = Stream.of(hostKeyTypes).map(TestBastion::key).toList();
        OutspokenSession.of(server);
        server.setHost("127.0.0.1");
        server.setKeyPairProvider((KeyPairProvider) session -> hostKeys);
        server.setPublickeyAuthenticator((user, key, session) -> {
            usersTold.add(user);
            return user.equals(USER) && authorized.contains(Keys.of(key));
        });
        server.setPasswordAuthenticator((user, password, session) -> {
            usersTold.add(user);
            return false;
        });
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setChannelFactories(List.of(TestChannel.factory(
                place -> forbidden.contains(place) ? null : names.getOrDefault(place, place), this::whenAnswered)));
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, Integer.MAX_VALUE);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, Duration.ofDays(1));
        try {
            server.start();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** An RSA key is made once: to find primes takes long. */
    private static KeyPair key(String type) {
        return type.equals("ssh-rsa") ? RSA.computeIfAbsent(type, TestBastion::generate) : generate(type);
    }

    private static KeyPair generate(String type) {
        try {
            return KeyUtils.generateKeyPair(
                    type,
                    switch (type) {
                        case "ssh-rsa" -> 2048;
                        case "ecdsa-sha2-nistp384" -> 384;
                        case "ecdsa-sha2-nistp521" -> 521;
                        default -> 256;
                    });
        } catch (GeneralSecurityException cause) {
            throw new IllegalStateException(cause);
        }
    }

    SshServer server() {
        return server;
    }

    int port() {
        return server.getPort();
    }

    BastionAddress address() {
        return new BastionAddress("127.0.0.1", port(), USER);
    }

    SshPublicKey hostKey() {
        return Keys.of(hostKeys.getFirst().getPublic());
    }

    SshPublicKey hostKey(String type) {
        return hostKeys.stream()
                .map(pair -> Keys.of(pair.getPublic()))
                .filter(key -> key.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    void replaceHostKey(String type) {
        replaceHostKey(generate(type));
    }

    void replaceHostKey(KeyPair key) {
        hostKeys = List.of(key);
    }

    void authorize(SshPublicKey key) {
        authorized.add(key);
    }

    void withdraw(SshPublicKey key) {
        authorized.remove(key);
    }

    void forbid(HostPort target) {
        forbidden.add(target);
    }

    private @Nullable CompletableFuture<Void> whenAnswered(HostPort target) {
        asked.incrementAndGet();
        return held.get(target);
    }

    /** How often somebody wanted to go anywhere. */
    int asked() {
        return asked.get();
    }

    /** From now on whoever wants to go there gets no answer, until the future ends. */
    CompletableFuture<Void> hold(HostPort target) {
        return held.computeIfAbsent(target, key -> new CompletableFuture<>());
    }

    /** In the tenant's network, this is there. */
    void name(HostPort name, HostPort place) {
        names.put(name, place);
    }

    List<String> usersTold() {
        return List.copyOf(usersTold);
    }

    /** Lets this key in, and says how to log in with it. */
    BastionLogin login(SshKeyPair key) {
        authorize(key.publicKey());
        return new BastionLogin(address(), hostKey(), List.of(key));
    }

    List<AbstractSession> sessions() {
        return server.getActiveSessions();
    }

    /** Connections that are forwarded at the moment. */
    int channels() {
        return sessions().stream()
                .map(session -> session.getService(ConnectionService.class))
                .mapToInt(service ->
                        ((AbstractConnectionService) service).getChannels().size())
                .sum();
    }

    /** As a power cut would. */
    void cut() {
        sessions().forEach(session -> session.close(true));
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
