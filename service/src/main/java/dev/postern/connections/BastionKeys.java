package dev.postern.connections;

import dev.postern.connections.spi.SshPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The two key pairs that we log in to a bastion with: both are offered, the first one first. */
record BastionKeys(BastionKey first, BastionKey second) {

    /** A key that is let in all the time is written down as often as that, so that rows are not written for nothing. */
    private static final Duration PRECISION = Duration.ofHours(1);

    List<BastionKey> both() {
        return List.of(first, second);
    }

    /** The first goes, the second takes its place. */
    BastionKeys rotated(SshPublicKey next) {
        return new BastionKeys(second, new BastionKey(second.number() + 1, next, null));
    }

    /** The bastion has just let these in. */
    BastionKeys seen(Collection<SshPublicKey> accepted, Instant when) {
        return new BastionKeys(seen(first, accepted, when), seen(second, accepted, when));
    }

    /** At another bastion nobody has seen any of them. */
    BastionKeys unseen() {
        return new BastionKeys(
                new BastionKey(first.number(), first.publicKey(), null),
                new BastionKey(second.number(), second.publicKey(), null));
    }

    private static BastionKey seen(BastionKey key, Collection<SshPublicKey> accepted, Instant when) {
        boolean fresh = key.acceptedAt() != null && key.acceptedAt().isAfter(when.minus(PRECISION));
        return accepted.contains(key.publicKey()) && !fresh ? key.seen(when) : key;
    }
}
