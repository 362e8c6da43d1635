package dev.postern.sandbox.aws.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Immutable records by key, in the order of their keys. Used with the store's lock held. */
public final class Table<T> {

    private final TreeMap<String, T> rows = new TreeMap<>();
    private final Runnable changed;

    Table(Runnable changed) {
        this.changed = changed;
    }

    public Optional<T> find(String key) {
        return Optional.ofNullable(rows.get(key));
    }

    public void put(String key, T row) {
        rows.put(key, row);
        changed.run();
    }

    public void remove(String key) {
        if (rows.remove(key) != null) {
            changed.run();
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
