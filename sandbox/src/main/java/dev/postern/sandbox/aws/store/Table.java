package dev.postern.sandbox.aws.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Immutable records by key, in the order of their keys. Used with the store's lock held. */
public final class Table<T> {

    private final TreeMap<String, T> rows = new TreeMap<>();
    private final Consumer<String> changed;

    /**
     * @param changed told the key of every row that is put or removed
     */
    Table(Consumer<String> changed) {
        this.changed = changed;
    }

    public Optional<T> find(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    public void put(String key, T row) {
        rows.put(key, row);
        changed.accept(key);
    }

    public void remove(String key) {
        if (rows.remove(key) != null) {
            changed.accept(key);
        }
    }

    public Stream<T> stream() {
        return rows.values().stream();
    }

    /** A copy, which stays as it is while rows are changed. */
    public List<T> list() {
        return List.copyOf(rows.values());
    }

    SortedMap<String, T> rows() {
        return rows;
    }
}
