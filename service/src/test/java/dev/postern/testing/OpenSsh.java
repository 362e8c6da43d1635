package dev.postern.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * OpenSSH's own server and client, as child processes. The server listens on a port of loopback, has a host key, an
 * {@code authorized_keys} file and a configuration of its own, and lets in the user who runs the tests.
 */
public final class OpenSsh implements AutoCloseable {

    public static final String CIPHER = "aes128-gcm@openssh.com";

    private static final Path SERVER = Path.of("/usr/sbin/sshd");
    private static final Path CLIENT = Path.of("/usr/bin/ssh");
    private static final Path KEYGEN = Path.of("/usr/bin/ssh-keygen");
    private static final Path AGENT = Path.of("/usr/bin/ssh-agent");
    private static final String USER = System.getProperty("user.name");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Path directory;
    private final int port = freePort();
    private final List<Process> others = new ArrayList<>();
    private int files;
    private SshPublicKey hostKey;
    private Path log;
    private Process server;

    /**
     * Starts a server that lets nobody in.
     *
     * @param directory an empty one
     * @param options lines for sshd_config, such as {@code AllowTcpForwarding no}
     */
    public OpenSsh(Path directory, String... options) throws IOException {
        this.directory = directory;
        authorize("");
        this.hostKey = newKeyPair("host_key").publicKey();
        start(options);
    }

    /**
     * Ends the test here where OpenSSH is not installed, unless {@code -Dpostern.test.require-clients=true} says that it
     * has to be: then starting it is what fails.
     */
    public static void assumeInstalled() {
        assumeTrue(
                Boolean.getBoolean("postern.test.require-clients")
                        || Stream.of(SERVER, CLIENT, KEYGEN).allMatch(Files::isExecutable),
                "OpenSSH is not installed (Debian: openssh-server openssh-client)");
    }

    private void start(String... options) throws IOException {
        // Of a line that is given twice the earlier counts.
        List<String> lines = new ArrayList<>(List.of(options));
        lines.addAll(List.of(
                "ListenAddress 127.0.0.1:" + port,
                "HostKey " + directory.resolve("host_key"),
                "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin prohibit-password",
                "PidFile none",
                "MaxStartups 1000",
                "LogLevel DEBUG1"));
        secret("sshd_config", String.join("\n", lines) + "\n");
        if (USER.equals("root")) {
            // Where an sshd of root's separates privileges; one of another user does not.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        log = directory.resolve("sshd-log-" + files++);
        server = new ProcessBuilder(
                        SERVER.toString(),
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitPort(port);
    }

    public BastionAddress address() {
        return new BastionAddress("127.0.0.1", port, USER);
    }

    public SshPublicKey hostKey() {
        return hostKey;
    }

    public String fingerprint() {
        return hostKey.fingerprint();
    }

    /** Lets in a new key, without any option, and says how to log in with it. */
    public BastionLogin login() throws IOException {
        SshKeyPair key = newKeyPair("login_key");
        authorize(key.publicKey() + "\n");
        return new BastionLogin(address(), hostKey, List.of(key));
    }

    /** A whole {@code authorized_keys} file, in the place of the one before; counts for log-ins from now on. */
    public void authorize(String lines) {
        try {
            secret("authorized_keys", lines);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Cuts every session, without a word in SSH. */
    public void cut() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /** Comes up anew on the same port, with these lines in sshd_config and no others; what was connected is cut. */
    public void restart(String... options) throws IOException {
        stop();
        start(options);
    }

    /** Comes up anew as {@link #restart} does, with another host key. */
    public void replaceHostKey() throws IOException {
        stop();
        hostKey = newKeyPair("host_key").publicKey();
        start();
    }

    /** The names of users that this server was told since it was started. */
    public List<String> usersTold() {
        return log().lines()
                .filter(line -> line.contains("userauth-request for user "))
                .map(line -> line.replaceFirst(".*userauth-request for user (\\S+).*", "$1"))
                .toList();
    }

    /** What sshd has logged since it was started. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** From now on {@link #ssh} finds an agent. */
    public void startAgent() throws IOException {
        Path socket = directory.resolve("agent");
        others.add(new ProcessBuilder(AGENT.toString(), "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("agent-log").toFile())
                .start());
        Awaitility.await().atMost(LIMIT).until(() -> Files.exists(socket));
    }

    /** All that {@code ssh} prints, which logs in with that key and has nothing to read, until it ends or has to. */
    public String ssh(SshKeyPair key, String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve("ssh-log-" + files++);
        Process client = client(key, output, arguments);
        if (!client.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            client.destroyForcibly();
        }
        return Files.readString(output);
    }

    /** {@code ssh -L}: the port that leads to {@code target} of loopback, for whoever may {@link #login}. */
    public int forward(SshKeyPair key, int target) throws IOException {
        int local = freePort();
        String way = "127.0.0.1:%d:127.0.0.1:%d".formatted(local, target);
        others.add(client(key, directory.resolve("ssh-log-" + files++), "-N", "-c", CIPHER, "-L", way));
        awaitPort(local);
        return local;
    }

    /** @param arguments options; then, behind {@code --}, a command */
    private Process client(SshKeyPair key, Path output, String... arguments) throws IOException {
        List<String> given = List.of(arguments);
        int options = given.contains("--") ? given.indexOf("--") : given.size();
        secret("client_key", key.privateKey().reveal());
        secret("known_hosts", "[127.0.0.1]:%d %s%n".formatted(port, hostKey));
        List<String> command = new ArrayList<>(List.of(CLIENT.toString(), "-F", "none", "-p", String.valueOf(port)));
        command.addAll(List.of("-o", "UserKnownHostsFile=" + directory.resolve("known_hosts")));
        command.addAll(List.of("-o", "IdentitiesOnly=yes", "-i", String.valueOf(directory.resolve("client_key"))));
        command.addAll(List.of("-o", "BatchMode=yes", "-o", "ExitOnForwardFailure=yes"));
        command.addAll(given.subList(0, options));
        command.add(USER + "@127.0.0.1");
        command.addAll(given.subList(Math.min(options + 1, given.size()), given.size()));
        ProcessBuilder client = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        client.environment().put("SSH_AUTH_SOCK", directory.resolve("agent").toString());
        return client.start();
    }

    private SshKeyPair newKeyPair(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        Process keygen = new ProcessBuilder(
                        KEYGEN.toString(), "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keygen.onExit().join().exitValue()).as(said).isZero();
        return new SshKeyPair(
                SshPublicKey.parse(Files.readString(Path.of(file + ".pub"))), Secret.of(Files.readString(file)));
    }

    private void secret(String name, String text) throws IOException {
        // Replaced and not written over, for a server may be reading it.
        Path fresh = Files.writeString(directory.resolve(name + ".new"), text);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private void awaitPort(int awaited) {
        Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> {
            assertThat(server.isAlive()).as(log()).isTrue();
            new Socket(InetAddress.getLoopbackAddress(), awaited).close();
            return true;
        });
    }

    /** What listens goes first, so that nobody gets in while sessions end. */
    private void stop() {
        List<ProcessHandle> sessions = server.descendants().toList();
        server.destroyForcibly().onExit().join();
        sessions.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        others.forEach(Process::destroyForcibly);
        stop();
    }
}
