package dev.postern.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL's binaries, which the first server that a test starts unpacks for all others: that takes seconds. */
public final class SharedBinaries {

    private static final Path UNPACKED =
            Path.of("target", "postgres-binaries").toAbsolutePath().normalize();

    private SharedBinaries() {}

    /** A server with this home will find them there. */
    public static void linkInto(Path home) {
        try {
            Files.createDirectories(UNPACKED);
            Files.createDirectories(home);
            Files.createSymbolicLink(home.resolve("binaries"), UNPACKED);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
