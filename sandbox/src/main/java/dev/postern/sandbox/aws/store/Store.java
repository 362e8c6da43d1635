package dev.postern.sandbox.aws.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All tables of a world and the one lock around them. What was changed is written to the file, if there is one, before
 * the lock is given back: a call that was answered is kept.
 */
public final class Store {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Table<?>> tables = new TreeMap<>();
    private final Map<String, Set<String>> changed = new TreeMap<>();
    private final @Nullable StoreFile file;

    private Store(@Nullable StoreFile file) {
        this.file = file;
    }

    /** A store that ends with the process. */
    public static Store inMemory() {
        return new Store(null);
    }

    /**
     * A store that goes on with what the directory holds.
     *
     * @throws java.io.UncheckedIOException if what is there cannot be read
     */
    public static Store keptIn(Path directory) {
        return new Store(StoreFile.in(directory));
    }

    /** Makes a table, filled with what was kept under its name. */
    public <T> Table<T> table(String name, Class<T> rowType) {
        Table<T> table = new Table<>(file == null ? key -> {} : remember(name));
        if (file != null) {
            file.read(name, rowType, table.rows());
        }
        tables.put(name, table);
        return table;
    }

    /** Does the work with the lock held. May be nested. */
    public <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            try {
                if (lock.getHoldCount() == 1) {
                    save();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Like {@link #exclusively(Supplier)}, for work without a result. */
    public void exclusively(Runnable work) {
        Supplier<Boolean> supplier = () -> {
            work.run();
            return true;
        };
        exclusively(supplier);
    }

    private Consumer<String> remember(String table) {
        return key -> changed.computeIfAbsent(table, first -> new TreeSet<>()).add(key);
    }

    private void save() {
        if (file != null && !changed.isEmpty()) {
            try {
                file.write(tables, changed);
            } finally {
                changed.clear();
            }
        }
    }
}
