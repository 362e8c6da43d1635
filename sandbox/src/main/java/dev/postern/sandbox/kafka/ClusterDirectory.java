package dev.postern.sandbox.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Supplier;

/** Where a cluster keeps its data: a directory of the caller's, which stays, or a temporary one, which goes. */
record ClusterDirectory(Path root, boolean deletedOnClose) implements AutoCloseable {

    static ClusterDirectory kept(Path root) {
        try {
            return new ClusterDirectory(Files.createDirectories(root), false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + root, e);
        }
    }

    static ClusterDirectory temporary() {
        try {
            return new ClusterDirectory(Files.createTempDirectory("postern-kafka-"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary directory", e);
        }
    }

    Path node(int nodeId) {
        return root.resolve("node-" + nodeId);
    }

    /** The identity that is kept here, or the one that {@code fresh} makes, which is kept from now on. */
    ClusterIdentity identity(Supplier<ClusterIdentity> fresh) {
        var file = root.resolve("identity.properties");
        if (Files.exists(file)) {
            return ClusterIdentity.read(file);
        }
        var identity = fresh.get();
        identity.write(file);
        return identity;
    }

    /** Deletes a temporary directory; a kept one is left alone. */
    @Override
    public void close() {
        if (!deletedOnClose) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Somebody was faster: gone is what was wanted.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + root, e);
        }
    }
}
