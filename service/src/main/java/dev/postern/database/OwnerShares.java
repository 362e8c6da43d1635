package dev.postern.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** How much of each owner's is remembered in one cache. */
final class OwnerShares<K, V> {

    private final long most;
    private final Function<K, Object> owner;
    private final ToIntFunction<V> weight;
    private final Map<Object, Long> taken = new ConcurrentHashMap<>();

    /** @param most of one owner's, in the unit of the weight */
    OwnerShares(long most, Function<K, Object> owner, ToIntFunction<V> weight) {
        this.most = most;
        this.owner = owner;
        this.weight = weight;
    }

    /**
     * Counts a value, if its owner's share has room for it once another one has gone.
     *
     * @param goes null if none goes
     * @return whether there is room
     */
    boolean take(K key, V value, @Nullable V goes) {
        long without = taken.getOrDefault(owner.apply(key), 0L) - (goes == null ? 0 : weight.applyAsInt(goes));
        if (without + weight.applyAsInt(value) > most) {
            return false;
        }
        add(key, weight.applyAsInt(value));
        return true;
    }

    /** Counts a value no more; does nothing for null. */
    void give(@Nullable K key, @Nullable V value) {
        if (key != null && value != null) {
            add(key, -weight.applyAsInt(value));
        }
    }

    private void add(K key, long more) {
        taken.merge(owner.apply(key), more, (before, added) -> before + added == 0 ? null : before + added);
    }
}
