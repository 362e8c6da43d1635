package dev.postern.bastions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.bastions.LoggedIn.Asked;
import dev.postern.bastions.LoggedIn.Opened;
import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.dialling.Deadline;
import dev.postern.dialling.TestDialler;
import dev.postern.foundation.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A bastion is a tenant's: it may do whatever it likes, to itself. */
class HostileBastionTest {

    private static final Duration WAIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(700);

    private final SshBastionDialler dialler = new SshBastionDialler(TestDialler.allowing("127.0.0.1/32"));
    private final SshKeyPair key = Keys.generate();

    enum Malice {
        SAYS_NOTHING(connection -> {}),
        TRICKLES(connection -> {
            for (int times = 0; times < 100_000; times++) {
                connection.getOutputStream().write('x');
                pause();
            }
        }),
        ENDLESS_LINES(connection -> {
            for (int times = 0; times < 10_000_000; times++) {
                connection.getOutputStream().write("nothing to see here\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }),
        ENDLESS_LINE(connection -> {
            for (int times = 0; times < 10_000_000; times++) {
                connection.getOutputStream().write(new byte[] {'a', 'a', 'a', 'a'});
            }
        }),
        FREEZES_AFTER_ITS_NAME(connection -> say(connection, "SSH-2.0-x\r\n")),
        HUGE_PACKET(connection -> {
            say(connection, "SSH-2.0-x\r\n");
            connection.getOutputStream().write(new byte[] {0x7F, -1, -1, -1, 4});
            connection.getOutputStream().write(new byte[1_000_000]);
        }),
        GARBAGE(connection -> {
            say(connection, "SSH-2.0-x\r\n");
            byte[] bytes = new byte[100_000];
            Arrays.fill(bytes, (byte) 7);
            connection.getOutputStream().write(bytes);
        }),
        OLD_PROTOCOL(connection -> say(connection, "SSH-1.5-x\r\n")),
        CLOSES(Socket::close),
        CONTROL_CHARACTERS(connection -> say(connection, "\u001b[31mred\u0007\r\n\u001b]0;x\u0007\r\n"));

        private final Proxy.Script script;

        Malice(Proxy.Script script) {
            this.script = script;
        }

        private static void say(Socket connection, String text) throws IOException {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        private static void pause() {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverItSaysBeforeTheLogInEndsInTime(Malice malice) {
        Queue<byte[]> told = new ConcurrentLinkedQueue<>();
        try (Proxy bastion = new Proxy(connection -> {
                    Thread.ofVirtual().start(() -> told.add(read(connection)));
                    malice.script.play(connection);
                });
                TestBastion other = new TestBastion()) {
            BastionAddress address = new BastionAddress("127.0.0.1", bastion.port(), "a-very-secret-user-name");
            long begun = System.nanoTime();

            BastionContact contact =
                    dialler.contact(new BastionLogin(address, other.hostKey(), List.of(key)), List.of(), SHORT);

            assertThat(contact).isInstanceOf(BastionContact.Unreachable.class);
            assertThat(((BastionContact.Unreachable) contact).what())
                    .hasSizeLessThan(200)
                    .matches("[ -~]*");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SHORT.plusSeconds(2));
            Awaitility.await().until(() -> !told.isEmpty());
            assertThat(new String(told.remove(), StandardCharsets.ISO_8859_1)).doesNotContain(address.user());
        }
    }

    /** The log-in goes on for as long as the limit says, and the limit is for all of it. */
    @Test
    void aBastionThatFreezesInTheMiddleIsLeftInTime() {
        try (TestBastion bastion = new TestBastion();
                Proxy proxy = Proxy.to(bastion.port())) {
            proxy.freeze();
            BastionAddress address = new BastionAddress("127.0.0.1", proxy.port(), TestBastion.USER);
            bastion.authorize(key.publicKey());
            long begun = System.nanoTime();

            BastionContact contact =
                    dialler.contact(new BastionLogin(address, bastion.hostKey(), List.of(key)), List.of(), SHORT);

            assertThat(contact).isInstanceOf(BastionContact.Unreachable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SHORT.plusSeconds(2));
        }
    }

    @Test
    void itCanOpenNoChannelToUsAndGetsNothingThatItAsksFor() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        try (TestBastion bastion = new TestBastion();
                Proxy trap = new Proxy(connection -> inside.incrementAndGet());
                LoggedIn session = logIn(bastion)) {
            AbstractSession theirs = bastion.sessions().getFirst();
            for (String type : List.of("forwarded-tcpip", "direct-tcpip", "auth-agent@openssh.com", "x11", "session")) {
                Buffer open = theirs.createBuffer(SshConstants.SSH_MSG_CHANNEL_OPEN, 128);
                open.putString(type);
                open.putUInt(1_000);
                open.putUInt(1 << 20);
                open.putUInt(1 << 15);
                open.putString("127.0.0.1");
                open.putUInt(trap.port());
                open.putString("127.0.0.1");
                open.putUInt(1);
                theirs.writePacket(open);
            }
            for (String request : List.of("tcpip-forward", "hostkeys-00@openssh.com", "no-more-sessions@openssh.com")) {
                Buffer ask = theirs.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST, 128);
                ask.putString(request);
                ask.putBoolean(true);
                ask.putString("127.0.0.1");
                ask.putUInt(0);
                assertThat(theirs.request(request, ask, WAIT)).isNull();
            }

            assertThat(session.session().isOpen()).isTrue();
            assertThat(inside).hasValue(0);
        }
    }

    /** An honest one asks for new keys about once in a gigabyte or an hour. */
    @Test
    void itCannotKeepUsBusyWithNewKeys() throws Exception {
        try (TestBastion bastion = new TestBastion();
                LoggedIn session = logIn(bastion)) {
            AbstractSession theirs = bastion.sessions().getFirst();

            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .ignoreExceptions()
                    .until(() -> {
                        if (theirs.getKexState() == KexState.DONE) {
                            theirs.reExchangeKeys();
                        }
                        return session.session().ended().isDone();
                    });

            assertThat(session.session().why("nothing"))
                    .isEqualTo(new BastionContact.Unreachable("it asks for new keys all the time"));
        }
    }

    @Test
    void newKeysNowAndThenAreFine() throws Exception {
        try (TestBastion bastion = new TestBastion();
                LoggedIn session = logIn(bastion)) {
            bastion.sessions().getFirst().reExchangeKeys().verify(WAIT);
            Awaitility.await().until(() -> session.session().getKexState() == KexState.DONE);
            session.session().reExchangeKeys().verify(WAIT);

            assertThat(session.session().isOpen()).isTrue();
        }
    }

    /** After new keys were exchanged it is still the same bastion, or none. */
    @Test
    void anotherHostKeyLaterOnEndsTheSession() throws Exception {
        try (TestBastion bastion = new TestBastion();
                LoggedIn session = logIn(bastion)) {
            bastion.replaceHostKey("ssh-ed25519");

            assertThatThrownBy(() -> session.session().reExchangeKeys().verify(WAIT))
                    .isInstanceOf(IOException.class);

            Awaitility.await().until(() -> session.session().ended().isDone());
            assertThat(session.session().why("nothing"))
                    .isEqualTo(new BastionContact.HostKeyMismatch(bastion.hostKey()));
        }
    }

    /** Data that was not asked for, more than the window, ends the session instead of filling memory. */
    @Test
    void moreThanTheWindowIsNotTaken() throws Exception {
        try (TestBastion bastion = new TestBastion();
                Proxy broker = new Proxy(connection -> {});
                LoggedIn session = logIn(bastion)) {
            Asked asked = session.ask(new HostPort("127.0.0.1", broker.port()));
            assertThat(asked.await(Deadline.in(WAIT))).isEqualTo(Opened.OPEN);
            AbstractSession theirs = bastion.sessions().getFirst();

            for (int packets = 0; packets < 4 * 1024 * 1024 / 16_384 && theirs.isOpen(); packets++) {
                Buffer data = theirs.createBuffer(SshConstants.SSH_MSG_CHANNEL_DATA, 16_500);
                data.putUInt(asked.channel().getChannelId());
                data.putBytes(new byte[16_384]);
                try {
                    theirs.writePacket(data);
                } catch (IOException closed) {
                    break;
                }
            }

            Awaitility.await().until(() -> session.session().ended().isDone());
            assertThat(session.session().why("nothing"))
                    .isEqualTo(new BastionContact.Unreachable("it breaks the rules of SSH"));
        }
    }

    @Test
    void nothingOfTheUserWhomTheServiceRunsAsIsOffered() throws Exception {
        try (TestBastion bastion = new TestBastion()) {
            AtomicInteger offered = new AtomicInteger();
            bastion.server().setPublickeyAuthenticator((user, offer, session) -> {
                offered.incrementAndGet();
                return false;
            });

            BastionContact contact = dialler.contact(bastion.login(key), List.of(), WAIT);

            assertThat(contact).isEqualTo(new BastionContact.LoginRefused());
            assertThat(offered).hasValue(1);
        }
    }

    private LoggedIn logIn(TestBastion bastion) throws NotContacted {
        return new SshLogins(TestDialler.allowing("127.0.0.1/32"), 1 << 20)
                .logIn(bastion.login(key), List.of(key), Deadline.in(WAIT));
    }

    /** All that it was told. */
    private static byte[] read(Socket connection) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            connection.getInputStream().transferTo(all);
        } catch (IOException closed) {
            // that was all
        }
        return all.toByteArray();
    }
}
