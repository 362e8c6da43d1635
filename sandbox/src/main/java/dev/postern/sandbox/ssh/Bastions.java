package dev.postern.sandbox.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bastions of a sandbox by their names, each tenant's and any number of them. */
public final class Bastions implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,31}");

    private final @Nullable Path directory;
    private final SortedMap<String, Bastion> open = new TreeMap<>();

    private Bastions(@Nullable Path directory) {
        this.directory = directory;
    }

    /** None so far. What is opened is forgotten when it is closed. */
    public static Bastions passing() {
        return new Bastions(null);
    }

    /** None so far. A bastion of a name that was there before has its address, host key and authorized keys again. */
    public static Bastions kept(Path directory) {
        return new Bastions(directory);
    }

    /**
     * Opens a bastion.
     *
     * @param name 1 to 32 letters, digits and hyphens
     * @throws IllegalArgumentException if there is one of that name
     * @throws IOException if it cannot listen, or if what is kept of it cannot be read
     */
    public synchronized Bastion open(String name, PrivateNetwork network) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "bastion name must be 1 to 32 letters, digits and hyphens, but is '" + name + "'");
        }
        if (open.containsKey(name)) {
            throw new IllegalArgumentException("there is a bastion '" + name + "' already");
        }
        Bastion bastion = directory == null ? Bastion.open(network) : Bastion.open(network, directory.resolve(name));
        open.put(name, bastion);
        return bastion;
    }

    public synchronized Optional<Bastion> find(String name) {
        return Optional.ofNullable(open.get(name));
    }

    /** A copy of what is open, by name. */
    public synchronized SortedMap<String, Bastion> all() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(open));
    }

    /** Closes all of them. */
    @Override
    public synchronized void close() {
        open.values().forEach(Bastion::close);
        open.clear();
    }
}
