package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionGreeting;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.dialling.TestDialler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyTest {

    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final String[] ALL = {
        "ecdsa-sha2-nistp256", "ssh-rsa", "ecdsa-sha2-nistp384", "ssh-ed25519", "ecdsa-sha2-nistp521"
    };

    private final SshBastionDialler dialler = new SshBastionDialler(TestDialler.allowing("127.0.0.0/8"));
    private final SshKeyPair key = dialler.newKeyPair();

    /** Whichever one it would rather show. Our own key is an Ed25519 one in all cases. */
    @ParameterizedTest
    @ValueSource(
            strings = {"ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"})
    void ofABastionWithManyHostKeysAnyOneCanBeTheOneThatIsTrusted(String type) {
        try (TestBastion bastion = new TestBastion(ALL)) {
            bastion.authorize(key.publicKey());

            BastionContact contact = contact(bastion, bastion.hostKey(type));

            assertThat(contact).isEqualTo(new BastionContact.Reached(List.of(key.publicKey()), List.of()));
        }
    }

    @Test
    void ofABastionWithManyHostKeysTheBestOneIsSeen() {
        try (TestBastion bastion = new TestBastion(ALL)) {
            assertThat(dialler.greet(bastion.address(), WAIT))
                    .isEqualTo(new BastionGreeting.Shown(bastion.hostKey("ssh-ed25519")));
        }
    }

    @Test
    void aBastionThatHasOnlyKeysOfAnotherTypeNowHasChangedItsKey() {
        try (TestBastion before = new TestBastion("ssh-ed25519");
                TestBastion now = new TestBastion("ssh-rsa")) {
            now.authorize(key.publicKey());

            BastionContact contact = contact(now, before.hostKey());

            assertThat(contact).isEqualTo(new BastionContact.HostKeyMismatch(now.hostKey()));
            assertThat(now.usersTold()).isEmpty();
        }
    }

    private BastionContact contact(TestBastion bastion, SshPublicKey hostKey) {
        return dialler.contact(new BastionLogin(bastion.address(), hostKey, List.of(key)), List.of(), WAIT);
    }
}
