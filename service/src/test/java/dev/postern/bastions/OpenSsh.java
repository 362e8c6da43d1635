package dev.postern.bastions;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** OpenSSH's own server and client, as child processes. */
final class OpenSsh implements AutoCloseable {

    static final String CIPHER = "aes128-gcm@openssh.com";

    private static final Path SERVER = Path.of("/usr/sbin/sshd");
    private static final Path CLIENT = Path.of("/usr/bin/ssh");

    private final Path directory;
    private final int port = TunnelScene.freePort();
    private final SshKeyPair key = Keys.generate();
    private final SshKeyPair hostKey = Keys.generate();
    private final List<Process> processes = new ArrayList<>();

    OpenSsh(Path directory) throws IOException {
        this.directory = directory;
        secret("host_key", hostKey.privateKey().reveal());
        secret("key", key.privateKey().reveal());
        secret("authorized_keys", key.publicKey() + "\n");
        secret("known_hosts", "[127.0.0.1]:%d %s%n".formatted(port, hostKey.publicKey()));
        secret(
                "sshd_config",
                String.join(
                        "\n",
                        "ListenAddress 127.0.0.1:" + port,
                        "HostKey " + directory.resolve("host_key"),
                        "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                        "StrictModes no",
                        "UsePAM no",
                        "PermitRootLogin prohibit-password",
                        "PidFile none",
                        "MaxStartups 1000",
                        "Ciphers " + CIPHER,
                        ""));
        Files.createDirectories(Path.of("/run/sshd"));
        run(
                SERVER.toString(),
                "-D",
                "-e",
                "-f",
                directory.resolve("sshd_config").toString());
        awaitPort(port);
    }

    /** Whether both are installed. */
    static boolean isInstalled() {
        return Stream.of(SERVER, CLIENT).allMatch(Files::isExecutable);
    }

    BastionLogin login() {
        return new BastionLogin(
                new BastionAddress("127.0.0.1", port, System.getProperty("user.name")),
                hostKey.publicKey(),
                List.of(key));
    }

    SshPublicKey hostKey() {
        return hostKey.publicKey();
    }

    /** {@code ssh -L}: the port that leads to {@code target} of loopback. */
    int forward(int target) throws IOException {
        int local = TunnelScene.freePort();
        run(
                CLIENT.toString(),
                "-N",
                "-F",
                "none",
                "-c",
                CIPHER,
                "-o",
                "UserKnownHostsFile=" + directory.resolve("known_hosts"),
                "-o",
                "BatchMode=yes",
                "-i",
                directory.resolve("key").toString(),
                "-p",
                String.valueOf(port),
                "-L",
                "127.0.0.1:%d:127.0.0.1:%d".formatted(local, target),
                System.getProperty("user.name") + "@127.0.0.1");
        awaitPort(local);
        return local;
    }

    private void run(String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log-" + processes.size()).toFile())
                .start());
    }

    private void secret(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void awaitPort(int port) {
        Awaitility.await().ignoreExceptions().until(() -> {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        });
    }

    @Override
    public void close() {
        processes.reversed().forEach(Process::destroy);
    }
}
