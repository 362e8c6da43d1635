package dev.postern.connections.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.postern.connections.spi.BastionContact.Forwarding;
import dev.postern.connections.spi.BastionContact.Forwarding.Answer;
import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BastionDialler} does: the one that speaks SSH, and the fake that other tests use in its stead. */
public abstract class BastionDiallerContract {

    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(700);

    private BastionWorld world;
    private BastionDialler dialler;
    private SshKeyPair first;
    private SshKeyPair second;

    protected abstract BastionWorld world() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        world = world();
        dialler = world.dialler();
        first = dialler.newKeyPair();
        second = dialler.newKeyPair();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void keyPairsAreEd25519AndEachIsAnother() {
        assertThat(first.publicKey().type()).isEqualTo("ssh-ed25519");
        assertThat(first.publicKey()).isNotEqualTo(second.publicKey());
        assertThat(first.privateKey().reveal()).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
        assertThat(first.toString()).doesNotContain("BEGIN OPENSSH");
    }

    @Test
    void aGreetedBastionShowsItsHostKeyAndIsToldNoUser() {
        BastionGreeting greeting = dialler.greet(world.address(), WAIT);

        assertThat(greeting).isEqualTo(new BastionGreeting.Shown(world.hostKey()));
        assertThat(world.usersTold()).isEmpty();
    }

    @Test
    void ofTwoKeysItIsToldWhichOnesAreLetIn() {
        BastionContact none = contact(List.of());
        world.authorize(second.publicKey());
        BastionContact one = contact(List.of());
        world.authorize(first.publicKey());
        BastionContact both = contact(List.of());

        assertThat(none).isEqualTo(new BastionContact.LoginRefused());
        assertThat(one).isEqualTo(new BastionContact.Reached(List.of(second.publicKey()), List.of()));
        assertThat(both)
                .isEqualTo(new BastionContact.Reached(List.of(first.publicKey(), second.publicKey()), List.of()));
    }

    @Test
    void ofEachTargetItIsToldWhetherItIsReachedForbiddenOrNotReached() {
        world.authorize(first.publicKey());
        HostPort elsewhere = new HostPort("b-9.kafka.example", 9092);
        world.forbid(elsewhere);

        BastionContact.Reached contact =
                (BastionContact.Reached) contact(List.of(world.broker(), world.nothing(), elsewhere));

        assertThat(contact.accepted()).containsExactly(first.publicKey());
        assertThat(contact.forwardings())
                .extracting(Forwarding::target, Forwarding::answer)
                .containsExactly(
                        tuple(world.broker(), Answer.REACHED),
                        tuple(world.nothing(), Answer.NOT_REACHED),
                        tuple(elsewhere, Answer.PROHIBITED));
        assertThat(contact.forwardings().get(1).words()).isNotBlank();
        assertThat(contact.prohibited()).contains(elsewhere);
    }

    @Test
    void aBastionWithAnotherHostKeyIsToldNoUser() {
        world.authorize(first.publicKey());
        SshPublicKey pinned = world.hostKey();
        world.replaceHostKey();

        BastionContact contact = dialler.contact(login(world.address(), pinned), List.of(world.broker()), WAIT);

        assertThat(contact).isEqualTo(new BastionContact.HostKeyMismatch(world.hostKey()));
        assertThat(world.usersTold()).isEmpty();
    }

    @Test
    void eachWayOfNotBeingThereIsACauseOfItsOwn() {
        assertThat(both(world.closed(), WAIT)).isEqualTo(new BastionContact.TcpRefused());
        assertThat(both(world.forbidden(), WAIT)).isEqualTo(new BastionContact.AddressForbidden());
        assertThat(both(world.withoutAddress(), WAIT)).isEqualTo(new BastionContact.NameNotResolved());
        assertThat(both(world.silent(), SHORT)).isInstanceOf(BastionContact.Unreachable.class);
        assertThat(both(world.foreign(), WAIT)).isInstanceOf(BastionContact.Unreachable.class);
    }

    /** Of a greeting and of a log-in, which must not differ. */
    private BastionContact both(BastionAddress address, Duration limit) {
        BastionContact greeted = ((BastionGreeting.NotReached) dialler.greet(address, limit)).why();
        BastionContact contacted = dialler.contact(login(address, world.hostKey()), List.of(), limit);
        assertThat(contacted).isEqualTo(greeted);
        return contacted;
    }

    private BastionContact contact(List<HostPort> targets) {
        return dialler.contact(login(world.address(), world.hostKey()), targets, WAIT);
    }

    private BastionLogin login(BastionAddress address, SshPublicKey hostKey) {
        return new BastionLogin(address, hostKey, List.of(first, second));
    }
}
