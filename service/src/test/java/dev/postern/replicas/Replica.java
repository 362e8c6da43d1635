package dev.postern.replicas;

import dev.postern.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Postern in a JVM of its own, on a port of its own.
 *
 * @param log where everything goes that it prints
 */
public record Replica(Process process, Path log) {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int OK = 200;

    /** Starts one; it takes a while until it is {@link #ready()}. */
    public static Replica start(Map<String, String> properties, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // What makes a start cheap on a machine with few cores.
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogging.config=" + System.getProperty("logging.config", ""),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.postern.Postern",
                "--server.port=0",
                "--logging.level.org.springframework.boot.tomcat=info"));
        properties.forEach((name, value) -> command.add("--%s=%s".formatted(name, value)));
        try {
            return new Replica(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The API without a token; empty until the replica listens, and when it is dead. */
    public Optional<Api> api() {
        if (!process.isAlive()) {
            return Optional.empty();
        }
        Matcher port = PORT.matcher(Logs.read(log));
        return port.find()
                ? Optional.of(new Api(URI.create("http://127.0.0.1:" + port.group(1)), ""))
                : Optional.empty();
    }

    /** Whether it says that it can serve. */
    public boolean ready() {
        try {
            return api().map(api -> api.get("/actuator/health/readiness").status() == OK)
                    .orElse(false);
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Stops it where it is, as a machine may that is short of memory or is being moved. */
    void freeze() {
        signal("STOP");
    }

    /** It goes on as if nothing had happened. */
    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Ends it with SIGKILL, in the middle of whatever it does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }
}
