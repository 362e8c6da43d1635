package dev.postern.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.database.SharedBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types the README's tour, command by command, into a shell, against what {@code ./mvnw} starts. */
class ReadmeTourTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LIMIT_SECONDS = 300;
    private static final String EQUAL = "1000 produced, 1000 consumed, contents equal";
    private static final Pattern REFUSED = Pattern.compile("(?m)^! (.*)$");

    @Test
    void theTourRunsAsItStands(@TempDir Path directory) throws Exception {
        boolean librdkafka = Tools.librdkafka();
        assumeTrue(Tools.forTheTour(), "the tour wants bash, curl, jq, node and npm");
        List<Readme.Block> blocks = Readme.tour(ROOT.resolve("README.md"));
        SharedBinaries.linkInto(directory.resolve("postgres"));
        try (var postern = PosternWithSandbox.start(
                "--server.port=0", "--sandbox.control-port=0", "--postern.data-directory=" + directory)) {
            String script = script(blocks, librdkafka, postern, directory);

            String output = run(script, directory);

            assertThat(output).containsSubsequence(Collections.nCopies(librdkafka ? 6 : 3, EQUAL));
            assertThat(output).contains("PASSED", "FAIL\tbroker/1/identity", "FAIL\tbroker/2/identity");
        }
    }

    private static String script(
            List<Readme.Block> blocks, boolean librdkafka, PosternWithSandbox.Running postern, Path directory) {
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        for (Readme.Block block : blocks) {
            if (block.needs().equals("librdkafka") && !librdkafka) {
                System.out.println("skipped, for librdkafka is not installed: " + block.heading());
                continue;
            }
            script.append("echo '# ").append(block.heading()).append("'\n");
            // A shell that stops at the first failure does not heed a command behind "!".
            script.append(REFUSED.matcher(block.commands())
                    .replaceAll("if $1; then echo 'should have been refused' >&2; exit 1; fi"));
        }
        // The one thing that a test does differently: any free ports, and a directory of its own.
        return script.toString()
                .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + postern.port())
                .replace("http://127.0.0.1:8090", postern.world().control().toString())
                .replace("$PWD/.postern", directory.toString())
                .replace(".postern/", directory + "/");
    }

    private static String run(String script, Path directory) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("tour.sh"), script);
        Path log = directory.resolve("tour.log");
        Process shell = new ProcessBuilder("bash", file.toString())
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        String output = Files.readString(log);
        assertThat(ended)
                .as("the tour did not end in %d s:%n%s", LIMIT_SECONDS, output)
                .isTrue();
        assertThat(shell.exitValue()).as(output).isZero();
        return output;
    }
}
