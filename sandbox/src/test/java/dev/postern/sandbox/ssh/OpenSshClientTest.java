package dev.postern.sandbox.ssh;

import static dev.postern.sandbox.ssh.Scene.ONE;
import static dev.postern.sandbox.ssh.Scene.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who connects with OpenSSH's own client, where it is installed. */
class OpenSshClientTest {

    private final Scene scene = new Scene();
    private final Bastion bastion = scene.bastion;
    private final Visitor visitor = new Visitor();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path directory;

    OpenSshClientTest() throws IOException {}

    @BeforeEach
    void install() throws IOException, InterruptedException {
        assumeTrue(installed(), "OpenSSH's client is not installed");
        bastion.authorize(visitor.line("restrict,port-forwarding,permitopen=\"" + ONE + ":9092\""));
        Path key = directory.resolve("key");
        Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Ed25519.write(visitor.key(), key);
        Files.writeString(
                directory.resolve("known_hosts"),
                "[%s]:%d %s%n"
                        .formatted(
                                bastion.address().getAddress().getHostAddress(),
                                bastion.address().getPort(),
                                bastion.hostKey()));
    }

    @AfterEach
    void close() {
        visitor.close();
        scene.close();
    }

    @Test
    void itGetsToABroker() throws Exception {
        assertThat(ssh("-W", ONE + ":9092")).startsWith("one\n");
    }

    @Test
    void itIsToldWhatIsProhibitedAndWhatFailed() throws Exception {
        assertThat(ssh("-W", TWO + ":9092")).contains("administratively prohibited");

        bastion.faults().unreachable(ONE, 9092);
        assertThat(ssh("-W", ONE + ":9092")).contains("connect failed");
    }

    @Test
    void itGetsNoCommandRun() throws Exception {
        assertThat(ssh("id")).contains("open failed").doesNotContain("uid=");
    }

    @Test
    void itIsNotLetInWithoutItsKey() throws Exception {
        bastion.authorize("");

        assertThat(ssh("-W", ONE + ":9092")).contains("Permission denied (publickey)");
    }

    @Test
    void itNoticesAChangedHostKey() throws Exception {
        bastion.faults().changeHostKey();

        assertThat(ssh("-W", ONE + ":9092")).contains("REMOTE HOST IDENTIFICATION HAS CHANGED");
    }

    /** Everything that it says, on both of its channels, until it ends. */
    private String ssh(String... what) throws IOException, InterruptedException {
        // A command comes behind the host, an option before it.
        boolean option = what[0].startsWith("-");
        List<String> command = Stream.of(
                        Stream.of(
                                "ssh",
                                "-F",
                                "none",
                                "-p",
                                String.valueOf(bastion.address().getPort())),
                        Stream.of("-i", directory.resolve("key").toString(), "-o", "IdentitiesOnly=yes"),
                        Stream.of("-o", "UserKnownHostsFile=" + directory.resolve("known_hosts")),
                        Stream.of("-o", "StrictHostKeyChecking=yes", "-o", "BatchMode=yes"),
                        option ? Stream.of(what) : Stream.<String>empty(),
                        Stream.of("postern@" + bastion.address().getAddress().getHostAddress()),
                        option ? Stream.<String>empty() : Stream.of(what))
                .flatMap(part -> part)
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static boolean installed() throws InterruptedException {
        try {
            return new ProcessBuilder("ssh", "-V")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
