package dev.postern.sandbox.ssh;

import dev.postern.sandbox.network.LoopbackBlock;
import dev.postern.sandbox.network.LoopbackBlocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import org.jspecify.annotations.Nullable;

/** What a bastion is to find again when it is opened the next time, if it is kept at all. */
final class Home {

    private static final String HOST_KEY = "host_key";
    private static final String ADDRESS = "address";
    private static final String AUTHORIZED_KEYS = "authorized_keys";

    private final @Nullable Path directory;

    private Home(@Nullable Path directory) {
        this.directory = directory;
    }

    /** For a bastion that is new each time. */
    static Home none() {
        return new Home(null);
    }

    static Home in(Path directory) throws IOException {
        return new Home(Files.createDirectories(directory));
    }

    KeyPair hostKey() throws IOException {
        if (directory == null) {
            return Ed25519.generate();
        }
        Path file = directory.resolve(HOST_KEY);
        if (!Files.exists(file)) {
            Ed25519.write(Ed25519.generate(), file);
        }
        return Ed25519.read(file);
    }

    /** The addresses that it had, unless another sandbox has taken them. */
    LoopbackBlock block() throws IOException {
        if (directory == null) {
            return LoopbackBlocks.JVM.allot();
        }
        Path file = directory.resolve(ADDRESS);
        LoopbackBlock block =
                Files.exists(file) ? LoopbackBlocks.JVM.allotAgain(Files.readString(file)) : LoopbackBlocks.JVM.allot();
        Files.writeString(file, block.regional());
        return block;
    }

    AuthorizedKeys authorizedKeys() throws IOException {
        if (directory == null || !Files.exists(directory.resolve(AUTHORIZED_KEYS))) {
            return AuthorizedKeys.NONE;
        }
        return AuthorizedKeys.parse(Files.readString(directory.resolve(AUTHORIZED_KEYS)));
    }

    void keep(AuthorizedKeys keys) {
        if (directory != null) {
            try {
                Files.writeString(directory.resolve(AUTHORIZED_KEYS), keys.text());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep the authorized keys in " + directory, e);
            }
        }
    }
}
