package dev.postern.sandbox.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A folder of {@code docs/clients}, copied to where it can be built without leaving traces. */
record ClientExample(Path folder, List<String> command) {
    private static final Duration PREPARATION = Duration.ofMinutes(2);

    /** How long a run may outlive the deadline that it was given. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    record Run(int exitCode, String output, Duration took) {}

    static ClientExample copy(String name, Path to, String... command) throws IOException {
        var examples = Path.of("..", "docs", "clients", name);
        try (var files = Files.list(examples)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
        return new ClientExample(to, List.of(command));
    }

    /** Skips the test that asks, with that reason, unless the command succeeds. */
    void require(String otherwise, String... preparation) throws Exception {
        Assumptions.assumeTrue(
                () -> {
                    try {
                        return run(List.of(preparation), Map.of(), PREPARATION).exitCode() == 0;
                    } catch (IOException | InterruptedException e) {
                        return false;
                    }
                },
                otherwise);
    }

    /** Runs a command that has no excuse to fail. */
    void prepare(String... preparation) throws Exception {
        var run = run(List.of(preparation), Map.of(), PREPARATION);
        if (run.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", preparation) + " failed:\n" + run.output());
        }
    }

    /** Runs the example, which is to end by itself within {@code timeout}, and at once when it is done. */
    Run roundTrip(Map<String, String> environment, Duration timeout) throws Exception {
        var complete = new HashMap<>(environment);
        complete.put("ROUNDTRIP_TIMEOUT_SECONDS", String.valueOf(timeout.toSeconds()));
        return run(command, complete, timeout.plus(GRACE));
    }

    private Run run(List<String> command, Map<String, String> environment, Duration deadline)
            throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "output", ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var started = System.nanoTime();
        var process = builder.start();
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(command + " did not end:\n" + Files.readString(output));
            }
            return new Run(
                    process.exitValue(), Files.readString(output), Duration.ofNanos(System.nanoTime() - started));
        } finally {
            process.destroyForcibly();
        }
    }
}
