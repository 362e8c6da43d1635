package dev.postern.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that this machine may have, each run to its end. */
final class Program {

    /** Set where a missing program is a failure and no reason to skip: in CI, which installs them. */
    private static final boolean REQUIRED = Boolean.getBoolean("postern.test.require-clients");

    private static final int LIMIT_SECONDS = 120;

    private Program() {}

    /** @param output of both kinds */
    record Ran(int exit, String output) {

        Ran succeeded() {
            assertThat(exit).as(output).isZero();
            return this;
        }
    }

    /** Ends the test here without that program, unless it has to be there. */
    static void assumeInstalled(String name, String... probe) {
        assumeTrue(REQUIRED || isInstalled(probe), name + " is not installed");
    }

    static boolean isInstalled(String... probe) {
        try {
            return run(Path.of("."), Map.of(), "", probe).exit() == 0;
        } catch (UncheckedIOException missing) {
            return false;
        }
    }

    static Ran run(Path directory, Map<String, String> environment, String input, String... command) {
        try {
            Path given = Files.createTempFile("program", ".in");
            Path said = Files.createTempFile("program", ".out");
            Files.writeString(given, input);
            ProcessBuilder builder = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(given.toFile())
                    .redirectOutput(said.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String output = Files.readString(said);
            Files.delete(given);
            Files.delete(said);
            assertThat(ended)
                    .as("%s has not ended: %s", List.of(command), output)
                    .isTrue();
            return new Ran(process.exitValue(), output);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
