package dev.postern.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What this replica remembers of the database, for as long as it would be told of a change. What is not there is not
 * remembered: nobody fills the memory by asking for what does not exist.
 */
public final class NotifiedCache<K, V> {

    private static final Duration UNUSED = Duration.ofMinutes(30);

    private final Notifications notifications;
    private final Cache<K, V> memory;
    private final @Nullable OwnerShares<K, V> shares;
    private final SingleFlight<Load<K>, Optional<V>> loads = new SingleFlight<>();
    private long changes;

    /** Of one key, since so many changes: who asks after another one does not get what was read before it. */
    private record Load<K>(K key, long changes) {}

    /**
     * @param most how many values are remembered
     */
    public NotifiedCache(Notifications notifications, long most) {
        this.notifications = notifications;
        this.shares = null;
        this.memory = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(UNUSED)
                .build();
    }

    /**
     * Remembers no more of one owner's than its share, so that nobody has others forgotten by having much.
     *
     * @param most how much is remembered
     * @param mostOfOwner how much of one owner's, in the same unit
     * @param weight of one value, in the same unit; at least 0
     */
    public NotifiedCache(
            Notifications notifications,
            long most,
            long mostOfOwner,
            Function<K, Object> owner,
            ToIntFunction<V> weight) {
        OwnerShares<K, V> counted = new OwnerShares<>(mostOfOwner, owner, weight);
        this.notifications = notifications;
        this.shares = counted;
        this.memory = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((K key, V value) -> weight.applyAsInt(value))
                .expireAfterAccess(UNUSED)
                .evictionListener((@Nullable K key, @Nullable V value, RemovalCause cause) -> counted.give(key, value))
                .build();
    }

    /**
     * Forgets values when a channel says so.
     *
     * @param concerns whether a payload means this value
     */
    public NotifiedCache<K, V> forgetWhenTold(String channel, BiPredicate<String, V> concerns) {
        return whenTold(channel, payload -> forget(value -> concerns.test(payload, value)));
    }

    /**
     * Forgets a value when a channel names its key.
     *
     * @param named the key that a payload means
     */
    public NotifiedCache<K, V> forgetKeyWhenTold(String channel, Function<String, K> named) {
        return whenTold(channel, payload -> forgetKey(named.apply(payload)));
    }

    private NotifiedCache<K, V> whenTold(String channel, Consumer<String> told) {
        notifications.subscribe(channel, new Notifications.Subscriber() {
            @Override
            public void told(String payload) {
                told.accept(payload);
            }

            @Override
            public void missedSome() {
                forget(value -> true);
            }
        });
        return this;
    }

    /** What is remembered, whether or not it can be trusted: for while the database is away. */
    public Optional<V> remembered(K key) {
        return Optional.ofNullable(memory.getIfPresent(key));
    }

    /** What is remembered, if that can be trusted; else what the database says now. */
    public Optional<V> get(K key, Supplier<Optional<V>> load) {
        V known = memory.getIfPresent(key);
        if (known != null && notifications.current()) {
            return Optional.of(known);
        }
        return loads.get(new Load<>(key, changes()), moment -> {
            Optional<V> loaded = load.get();
            loaded.ifPresent(value -> keep(key, value, moment.changes()));
            return loaded;
        });
    }

    private synchronized long changes() {
        return changes;
    }

    /** A value that was read before something changed may be the old one. */
    private synchronized void keep(K key, V value, long before) {
        if (changes != before) {
            return;
        }
        if (shares != null && !shares.take(key, value, memory.asMap().get(key))) {
            drop(key);
            return;
        }
        V replaced = memory.asMap().put(key, value);
        if (shares != null) {
            shares.give(key, replaced);
        }
    }

    private synchronized void forgetKey(K key) {
        changes++;
        drop(key);
    }

    private synchronized void forget(Predicate<V> which) {
        changes++;
        memory.asMap().forEach((key, value) -> {
            if (which.test(value)) {
                drop(key);
            }
        });
    }

    private void drop(K key) {
        V dropped = memory.asMap().remove(key);
        if (shares != null) {
            shares.give(key, dropped);
        }
    }
}
