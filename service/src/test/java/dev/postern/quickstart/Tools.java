package dev.postern.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What this machine has for the client examples. */
final class Tools {

    /** Set where a missing tool is a failure and no reason to skip: in CI, which installs them. */
    private static final boolean REQUIRED = Boolean.getBoolean("postern.test.require-clients");

    private Tools() {}

    static boolean forTheTour() {
        return REQUIRED
                || (has("curl", "--version")
                        && has("jq", "--version")
                        && has("node", "--version")
                        && has("npm", "--version"));
    }

    static boolean librdkafka() {
        return REQUIRED
                || (has("pkg-config", "--exists", "rdkafka", "libcurl")
                        && has("gcc", "--version")
                        && has("make", "--version"));
    }

    /**
     * Where Chromium is; empty if there is none, and nothing has to be.
     *
     * @throws IllegalStateException if there has to be one
     */
    static Optional<Path> browser() {
        Optional<Path> browser = Stream.of(
                        Optional.ofNullable(System.getenv("CHROMIUM")).orElse(""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        if (REQUIRED && browser.isEmpty()) {
            throw new IllegalStateException(
                    "There has to be a Chromium here, and there is none: install it, or name one in"
                            + " the environment variable CHROMIUM.");
        }
        return browser;
    }

    private static boolean has(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
