package dev.postern.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.postern.database.SharedBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console's stories, in a real browser, against what {@code ./mvnw} starts. {@code -Dpostern.test.stories=crossed}
 * tells only those that have the word in their names.
 */
class ConsoleStoriesTest {

    private static final Path CONSOLE = Path.of("..", "web-ui").toAbsolutePath().normalize();
    private static final int LIMIT_SECONDS = 600;
    private static final Pattern SUMMARY = Pattern.compile("\\s+\\d+ (passed|failed|flaky).*");
    private static final String CHOSEN = "postern.test.stories";

    @Test
    void theStoriesComeTrue(@TempDir Path directory) throws Exception {
        Optional<Path> browser = Tools.browser();
        if (browser.isEmpty()) {
            String skipped =
                    "The console's stories were skipped, for there is no Chromium: install it (Debian: chromium), "
                            + "or name one in the environment variable CHROMIUM, and run"
                            + " ./mvnw -pl service -am verify -Dtest=ConsoleStoriesTest -Dsurefire.failIfNoSpecifiedTests=false";
            System.out.println(skipped);
            abort(skipped);
        }
        SharedBinaries.linkInto(directory.resolve("postgres"));
        try (var postern = PosternWithSandbox.start(
                "--server.port=0",
                "--sandbox.control-port=0",
                "--postern.data-directory=" + directory,
                "--" + Crowd.PROPERTY + "=true")) {
            Path log = directory.resolve("stories.log");

            boolean cameTrue = run(postern, directory, browser.orElseThrow(), log);

            String told = Files.readString(log);
            told.lines().filter(SUMMARY.asMatchPredicate()).forEach(System.out::println);
            assertThat(cameTrue)
                    .as("the stories did not end in %d s, or one did not come true:%n%s", LIMIT_SECONDS, told)
                    .isTrue();
            assertThat(told).as("what needs a crowd has found one").doesNotContain("skipped");
        }
    }

    private static boolean run(PosternWithSandbox.Running postern, Path directory, Path browser, Path log)
            throws IOException, InterruptedException {
        ProcessBuilder stories = new ProcessBuilder(
                        "npx", "--no-install", "playwright", "test", "--grep", System.getProperty(CHOSEN, "."))
                .directory(CONSOLE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        stories.environment().put("POSTERN_URL", "http://127.0.0.1:" + postern.port());
        stories.environment().put("SANDBOX_URL", postern.world().control().toString());
        stories.environment()
                .put(
                        "POSTERN_TOKEN",
                        Files.readString(directory.resolve("operator-token")).strip());
        stories.environment().put("CHROMIUM", browser.toString());
        Process process = stories.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return ended && process.exitValue() == 0;
    }
}
