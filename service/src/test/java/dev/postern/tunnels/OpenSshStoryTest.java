package dev.postern.tunnels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.kafka.SharedBrokers;
import dev.postern.sandbox.kafka.KafkaBrokers;
import dev.postern.sandbox.kafka.Listener;
import dev.postern.testing.Answer;
import dev.postern.testing.OpenSsh;
import dev.postern.testing.PosternTest;
import dev.postern.testing.TestTenant;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A tenant whose bastion is OpenSSH's own server, with the lines in force that Postern gives, and real brokers. */
@ExtendWith(SharedBrokers.class)
class OpenSshStoryTest extends PosternTest {

    private final KafkaBrokers brokers;
    private @Nullable OpenSsh openSsh;

    OpenSshStoryTest(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    private record Tenant(TestTenant tenant, OpenSsh openSsh, String connection) implements TenantOfBastion {

        @Override
        public String fingerprint() {
            return openSsh.fingerprint();
        }

        @Override
        public void authorize(String lines) {
            openSsh.authorize(lines);
        }
    }

    @BeforeEach
    void look() {
        OpenSsh.assumeInstalled();
    }

    @AfterEach
    void end() {
        if (openSsh != null) {
            openSsh.close();
        }
    }

    @Test
    void fromNothingToAClusterWhoseBrokersAnswerThroughTheTunnel(@TempDir Path directory) throws IOException {
        OpenSsh bastion = start(directory);
        Tenant acme = begin(bastion);
        Answer asked = acme.awaitReason("HOST_KEY_APPROVAL");
        assertThat(asked.text("/hostKey/fingerprint")).isEqualTo(bastion.fingerprint());
        assertThat(bastion.usersTold()).isEmpty();

        acme.approve();
        Answer refused = acme.awaitReason("PUBLIC_KEY_NOT_INSTALLED");
        assertThat(refused.text("/phase")).isEqualTo("ACTION_REQUIRED");
        assertThat(refused.text("/waitingOn")).isEqualTo("TENANT");
        assertThat(refused.text("/nextAction/summary")).contains("authorized_keys lines");

        String cluster = acme.cluster(broker(1));
        acme.install();
        acme.awaitBrokers(cluster, 3);
        bastion.cut();
        Answer denied = acme.awaitReason("FORWARDING_DENIED");
        assertThat(denied.text("/message")).containsAnyOf(broker(2), broker(3));
        assertThat(denied.text("/nextAction/summary")).contains("by the kit's");

        acme.install();
        acme.awaitReason("READY");
        acme.awaitValid(cluster);
    }

    @Test
    void anotherHostKeyOfSshdsStopsTheConnectionUntilSomebodyApprovesIt(@TempDir Path directory) throws IOException {
        OpenSsh bastion = start(directory);
        Tenant acme = ready(bastion);
        String before = bastion.fingerprint();

        bastion.replaceHostKey();

        Answer changed = acme.awaitReason("HOST_KEY_CHANGED");
        assertThat(changed.text("/hostKey/fingerprint"))
                .isEqualTo(bastion.fingerprint())
                .isNotEqualTo(before);
        assertThat(bastion.usersTold()).isEmpty();
        acme.approve();
        acme.awaitReason("READY");
    }

    @Test
    void anSshdThatForwardsNothingIsSaidToAndIsTriedAgainByItself(@TempDir Path directory) throws IOException {
        OpenSsh bastion = start(directory, "AllowTcpForwarding no");
        Tenant acme = begin(bastion);
        acme.awaitReason("HOST_KEY_APPROVAL");
        acme.approve();
        acme.cluster(broker(1));
        acme.install();
        Answer denied = acme.awaitReason("FORWARDING_DENIED");
        assertThat(denied.text("/message")).contains(broker(1));
        assertThat(denied.text("/nextAction/summary")).contains("AllowTcpForwarding local");

        bastion.restart("AllowTcpForwarding local");

        acme.awaitReason("READY");
    }

    private OpenSsh start(Path directory, String... options) throws IOException {
        OpenSsh started = new OpenSsh(directory, options);
        openSsh = started;
        return started;
    }

    private Tenant begin(OpenSsh bastion) {
        TestTenant tenant = newTenant();
        return new Tenant(
                tenant,
                bastion,
                TenantOfBastion.connect(
                        tenant,
                        bastion.address().host(),
                        bastion.address().port(),
                        bastion.address().user()));
    }

    /** With a tunnel that is up, which notices it when the bastion goes. */
    private Tenant ready(OpenSsh bastion) {
        Tenant acme = begin(bastion);
        acme.awaitReason("HOST_KEY_APPROVAL");
        acme.approve();
        String cluster = acme.cluster(broker(1));
        acme.install();
        acme.awaitBrokers(cluster, 3);
        acme.install();
        acme.awaitReason("READY");
        return acme;
    }

    /** The address that a broker advertises to its own kind, which is one that this machine resolves, as sshd does. */
    private String broker(int nodeId) {
        InetSocketAddress address = brokers.advertised(nodeId, Listener.INTERNAL);
        return address.getHostString() + ":" + address.getPort();
    }
}
