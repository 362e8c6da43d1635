package dev.postern.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final String ALL = "all";

    private final Notifications notifications;
    private final Cache<K, V> memory;
    private final ToIntFunction<V> weight;
    private final Map<Object, Long> weights = new ConcurrentHashMap<>();
    private Function<K, Object> owner = key -> ALL;
    private long mostOfOwner = Long.MAX_VALUE;
    private long changes;

    /**
     * @param most how many values are remembered
     */
    public NotifiedCache(Notifications notifications, long most) {
        this(notifications, most, value -> 1);
    }

    /**
     * @param most how much is remembered
     * @param weight of one value, in the same unit; at least 0
     */
    public NotifiedCache(Notifications notifications, long most, ToIntFunction<V> weight) {
        this.notifications = notifications;
        this.weight = weight;
        this.memory = Caffeine.newBuilder()
                .maximumWeight(most)
                .weigher((K key, V value) -> weight.applyAsInt(value))
                .expireAfterAccess(UNUSED)
                .executor(Runnable::run)
                .removalListener((@Nullable K key, @Nullable V value, RemovalCause cause) -> {
                    if (key != null && value != null) {
                        add(key, -weight.applyAsInt(value));
                    }
                })
                .build();
    }

    /**
     * Remembers no more of one owner's than this, so that nobody has others forgotten by having much.
     *
     * @param most in the unit of the weight
     */
    public NotifiedCache<K, V> sharedOut(Function<K, Object> owner, long most) {
        this.owner = owner;
        this.mostOfOwner = most;
        return this;
    }

    private void add(K key, long weight) {
        weights.merge(owner.apply(key), weight, (before, more) -> before + more == 0 ? null : before + more);
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
        long before = changes();
        Optional<V> loaded = load.get();
        loaded.ifPresent(value -> keep(key, value, before));
        return loaded;
    }

    private synchronized long changes() {
        return changes;
    }

    /** A value that was read before something changed may be the old one. */
    private synchronized void keep(K key, V value, long before) {
        if (changes != before) {
            return;
        }
        memory.invalidate(key);
        long more = weight.applyAsInt(value);
        if (weights.getOrDefault(owner.apply(key), 0L) + more <= mostOfOwner) {
            add(key, more);
            memory.put(key, value);
        }
    }

    private synchronized void forgetKey(K key) {
        changes++;
        memory.invalidate(key);
    }

    private synchronized void forget(Predicate<V> which) {
        changes++;
        memory.asMap().values().removeIf(which);
    }
}
