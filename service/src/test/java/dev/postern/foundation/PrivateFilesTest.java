package dev.postern.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

    @TempDir
    private Path directory;

    @Test
    void aNewFileTakesThePlaceOfTheOldOneAndOnlyItsOwnerCanReadIt() throws IOException {
        Path file = directory.resolve("secret");
        PrivateFiles.write(file, "a text that is longer");

        PrivateFiles.write(file, "short");

        assertThat(file).hasContent("short");
        assertThat(Files.getPosixFilePermissions(file))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        assertThat(names()).containsExactly("secret");
    }

    @Test
    void whatIsWrittenOnceStaysAsItIs() throws IOException {
        Path file = directory.resolve("secret");

        boolean first = PrivateFiles.writeOnce(file, "first");
        boolean second = PrivateFiles.writeOnce(file, "second");

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(file).hasContent("first");
        assertThat(names()).containsExactly("secret");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
