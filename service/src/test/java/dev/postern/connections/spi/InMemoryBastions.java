package dev.postern.connections.spi;

import dev.postern.connections.spi.BastionContact.Forwarding;
import dev.postern.connections.spi.BastionContact.Forwarding.Answer;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Bastions that are none: what a test makes of them, by their address. */
public final class InMemoryBastions implements BastionDialler {

    private static final int KEY_BYTES = 32;

    private final Map<String, Bastion> bastions = new HashMap<>();
    private final Map<String, BastionContact> failures = new HashMap<>();
    private final List<String> usersTold = new ArrayList<>();

    private record Bastion(
            SshPublicKey hostKey, Set<SshPublicKey> authorized, Set<HostPort> denied, Set<HostPort> away) {}

    /** There is one from now on, with a key of its own. */
    public synchronized SshPublicKey open(String host, int port) {
        SshPublicKey key = newKey();
        bastions.put(at(host, port), new Bastion(key, new HashSet<>(), new HashSet<>(), new HashSet<>()));
        failures.remove(at(host, port));
        return key;
    }

    public synchronized void authorize(String host, int port, SshPublicKey key) {
        bastion(host, port).authorized().add(key);
    }

    /** As if the line had been taken out of {@code authorized_keys}. */
    public synchronized void withdraw(String host, int port, SshPublicKey key) {
        bastion(host, port).authorized().remove(key);
    }

    public synchronized void forbid(String host, int port, HostPort target) {
        bastion(host, port).denied().add(target);
    }

    public synchronized void permit(String host, int port, HostPort target) {
        bastion(host, port).denied().remove(target);
    }

    /** The bastion may forward there, and does not get there. */
    public synchronized void shutOff(String host, int port, HostPort target) {
        bastion(host, port).away().add(target);
    }

    /** The bastion is made anew: it knows the same keys and shows another one. */
    public synchronized SshPublicKey replaceHostKey(String host, int port) {
        Bastion old = bastion(host, port);
        SshPublicKey key = newKey();
        bastions.put(at(host, port), new Bastion(key, old.authorized(), old.denied(), old.away()));
        return key;
    }

    /** Whoever connects there gets this, until the bastion {@link #recover recovers}. */
    public synchronized void fail(String host, int port, BastionContact with) {
        failures.put(at(host, port), with);
    }

    public synchronized void recover(String host, int port) {
        failures.remove(at(host, port));
    }

    /** All users that bastions were told, one for each log-in. */
    public synchronized List<String> usersTold() {
        return List.copyOf(usersTold);
    }

    @Override
    public SshKeyPair newKeyPair() {
        return new SshKeyPair(
                newKey(),
                Secret.of("-----BEGIN OPENSSH PRIVATE KEY-----\n"
                        + newKey().value()
                        + "\n-----END OPENSSH PRIVATE KEY-----\n"));
    }

    @Override
    public synchronized BastionGreeting greet(BastionAddress address, Duration limit) {
        BastionContact failure = failure(address);
        return failure == null
                ? new BastionGreeting.Shown(
                        bastion(address.host(), address.port()).hostKey())
                : new BastionGreeting.NotReached(failure);
    }

    @Override
    public synchronized BastionContact contact(BastionLogin login, List<HostPort> targets, Duration limit) {
        BastionContact failure = failure(login.address());
        if (failure != null) {
            return failure;
        }
        Bastion bastion = bastion(login.address().host(), login.address().port());
        if (!bastion.hostKey().equals(login.hostKey())) {
            return new BastionContact.HostKeyMismatch(bastion.hostKey());
        }
        login.keys().forEach(key -> usersTold.add(login.address().user()));
        List<SshPublicKey> accepted = login.keys().stream()
                .map(SshKeyPair::publicKey)
                .filter(bastion.authorized()::contains)
                .toList();
        if (accepted.isEmpty()) {
            return new BastionContact.LoginRefused();
        }
        return new BastionContact.Reached(
                accepted,
                targets.stream().map(target -> forwarding(bastion, target)).toList());
    }

    private static Forwarding forwarding(Bastion bastion, HostPort target) {
        if (bastion.denied().contains(target)) {
            return new Forwarding(target, Answer.PROHIBITED, "not here");
        }
        return bastion.away().contains(target)
                ? new Forwarding(target, Answer.NOT_REACHED, "Connection refused")
                : Forwarding.reached(target);
    }

    private @Nullable BastionContact failure(BastionAddress address) {
        String at = at(address.host(), address.port());
        return failures.getOrDefault(at, bastions.containsKey(at) ? null : new BastionContact.TcpRefused());
    }

    private Bastion bastion(String host, int port) {
        Bastion bastion = bastions.get(at(host, port));
        if (bastion == null) {
            throw new IllegalArgumentException("there is no bastion at " + at(host, port));
        }
        return bastion;
    }

    private static String at(String host, int port) {
        return new HostPort(host, port).key();
    }

    /** Looks like one, and that is all that is needed. */
    private static SshPublicKey newKey() {
        byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
        byte[] key = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(key);
        byte[] blob = ByteBuffer.allocate(2 * Integer.BYTES + type.length + key.length)
                .putInt(type.length)
                .put(type)
                .putInt(key.length)
                .put(key)
                .array();
        return new SshPublicKey("ssh-ed25519 " + Base64.getEncoder().encodeToString(blob));
    }
}
