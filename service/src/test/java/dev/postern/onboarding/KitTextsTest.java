package dev.postern.onboarding;

import static dev.postern.onboarding.KitExamples.HOSTILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.postern.foundation.HostPort;
import dev.postern.testing.OpenSsh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit's texts, each before the program that it is for; with ordinary names and with such as nobody should have. */
class KitTextsTest {

    private static final Path LIBRDKAFKA =
            Path.of("../docs/clients/librdkafka").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @Test
    void shellcheckFindsNothingInTheShellTexts() throws IOException {
        Program.assumeInstalled("shellcheck", "shellcheck", "--version");
        List<String> command = new ArrayList<>(List.of("shellcheck"));
        command.addAll(written(KitLanguage.SHELL));

        Program.Ran ran = Program.run(directory, Map.of(), "", command.toArray(String[]::new));

        assertThat(ran.output()).isEmpty();
    }

    @Test
    void acceptingGivesTheAwsCliJustTheIdsOfTheEndpoint() throws IOException {
        Program.assumeInstalled("bash", "bash", "--version");
        Path aws = Files.writeString(directory.resolve("aws"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(aws.toFile().setExecutable(true)).isTrue();
        String script = text(Kit.ACCEPT_ENDPOINT, HOSTILE);

        Program.Ran ran = Program.run(directory, path(), script, "bash");

        assertThat(ran.succeeded().output().lines())
                .containsExactly(
                        "ec2",
                        "accept-vpc-endpoint-connections",
                        "--region",
                        "us-east-1",
                        "--service-id",
                        "vpce-svc-0a1b2c3d4e5f60718",
                        "--vpc-endpoint-ids",
                        "vpce-0a1b2c3d4e5f60718");
        assertThat(directory.resolve("injected")).doesNotExist();
    }

    @Test
    void thePathIsProvenBrokerByBrokerAndTheUsersNameIsNoCommand() throws IOException {
        Program.assumeInstalled("bash", "bash", "--version");
        try (ServerSocket broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            other.close();
            List<KitItem> kit = new BastionKit(new Templates())
                    .of(KitExamples.bastion(
                            HOSTILE,
                            HOSTILE,
                            new HostPort("127.0.0.1", broker.getLocalPort()),
                            new HostPort("127.0.0.1", other.getLocalPort())));

            Program.Ran ran = Program.run(directory, Map.of(), content(kit, Kit.PROVE_PATH), "bash");

            assertThat(ran.exit()).isEqualTo(1);
            assertThat(ran.output())
                    .contains("ok     broker 127.0.0.1 port %d can be reached".formatted(broker.getLocalPort()))
                    .contains("failed broker 127.0.0.1 port %d cannot be reached".formatted(other.getLocalPort()))
                    .contains("has no line of the key postern-con_1-2");
            assertThat(directory.resolve("injected")).doesNotExist();
        }
    }

    @Test
    void sshdTakesTheSettingsAndForwardsForThatUserAlone() throws IOException {
        OpenSsh.assumeInstalled();
        Path host = directory.resolve("host_key");
        Program.run(directory, Map.of(), "", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", host.toString())
                .succeeded();
        String settings = "HostKey %s\nAllowTcpForwarding no\nPermitTTY yes\n".formatted(host) + text(Kit.SSHD, "acme")
                + "X11Forwarding no\n";
        Path file = Files.writeString(directory.resolve("sshd_config"), settings);

        assertThat(effective(file, "postern"))
                .contains("allowtcpforwarding local", "permittty no", "maxsessions 0", "passwordauthentication no");
        assertThat(effective(file, "somebody")).contains("allowtcpforwarding no", "permittty yes");
    }

    @Test
    void noUsersNameAddsALineToTheSettingsOfSshd() {
        List<KitItem> kit = new BastionKit(new Templates())
                .of(KitExamples.bastion("acme", "x\"\nMatch all\nPermitRootLogin yes\n"));

        assertThat(content(kit, Kit.SSHD).lines().filter(line -> line.contains("PermitRootLogin")))
                .allMatch(line -> line.startsWith("Match User \"") && line.endsWith("\""));
        assertThat(content(kit, Kit.SSHD)).hasLineCount(20);
    }

    @Test
    void theTextsForLibrdkafkaCompileWithoutAWarning() throws IOException {
        Program.assumeInstalled("librdkafka with gcc", "pkg-config", "--exists", "rdkafka");
        Program.assumeInstalled("gcc", "gcc", "--version");
        for (String file : written(KitLanguage.C)) {
            Program.run(
                            directory,
                            Map.of(),
                            "",
                            "gcc",
                            "-std=c11",
                            "-D_POSIX_C_SOURCE=200809L",
                            "-Wall",
                            "-Wextra",
                            "-Werror",
                            "-fsyntax-only",
                            "-I" + LIBRDKAFKA,
                            file)
                    .succeeded();
        }
    }

    @Test
    void nodeReadsTheTextsForKafkaJs() throws IOException {
        Program.assumeInstalled("Node.js", "node", "--version");
        for (String file : written(KitLanguage.JAVASCRIPT)) {
            Program.run(directory, Map.of(), "", "node", "--check", file).succeeded();
        }
    }

    /** CI has no Go: {@code gofmt} reads the texts where there is one. */
    @Test
    void gofmtHasNothingToSayOfTheTextsInGo() throws IOException {
        assumeTrue(Program.isInstalled("go", "version"), "Go is not installed");
        List<String> command = new ArrayList<>(List.of("gofmt", "-e", "-d"));
        command.addAll(written(KitLanguage.GO));

        Program.Ran ran = Program.run(directory, Map.of(), "", command.toArray(String[]::new));

        assertThat(ran.succeeded().output()).isEmpty();
    }

    @Test
    void noTextHoldsAHostileNameAsItIsAndNoFileIsCalledByOne() {
        assertThat(KitExamples.all(HOSTILE, HOSTILE))
                .filteredOn(item -> !item.id().equals(Kit.AUTHORIZED_KEYS))
                .hasSizeGreaterThan(20)
                .allSatisfy(item -> {
                    assertThat(item.content())
                            .doesNotContain("${var.vpc_id}")
                            .doesNotContain("$(touch")
                            .doesNotContain("`touch")
                            .doesNotContain("ü");
                    assertThat(item.fileName()).matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,70}");
                });
    }

    private static List<String> effective(Path settings, String user) {
        Program.Ran ran = Program.run(
                Path.of("/"),
                Map.of(),
                "",
                "/usr/sbin/sshd",
                "-T",
                "-f",
                settings.toString(),
                "-C",
                "user=%s,host=localhost,addr=127.0.0.1".formatted(user));
        return ran.succeeded().output().lines().toList();
    }

    private static String text(String id, String name) {
        return content(KitExamples.all(name, "postern"), id);
    }

    private static String content(List<KitItem> kit, String id) {
        return kit.stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow()
                .content();
    }

    /** The names of files, one for each text in that language. */
    private List<String> written(KitLanguage language) throws IOException {
        List<KitItem> items = Stream.of("acme", HOSTILE)
                .flatMap(name -> KitExamples.all(name, name).stream())
                .filter(item -> item.language() == language)
                .toList();
        assertThat(items).isNotEmpty();
        List<String> files = new ArrayList<>();
        for (KitItem item : items) {
            String file = files.size() + "-" + item.fileName();
            Files.writeString(directory.resolve(file), item.content());
            files.add(file);
        }
        return files;
    }

    private Map<String, String> path() {
        return Map.of("PATH", directory + ":" + System.getenv("PATH"));
    }
}
