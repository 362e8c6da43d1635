package dev.postern.bastions;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.dialling.Deadline;
import dev.postern.dialling.Dialler;
import dev.postern.dialling.LookedUp;
import dev.postern.dialling.NotDialled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.signature.Signature;
import org.jspecify.annotations.Nullable;

/** Connects to bastions, looks at their host keys, and logs in. */
final class SshLogins {

    private final Dialler dialler;
    private final SshClient client;

    /** @param window how many bytes of a channel may be under way to us */
    SshLogins(Dialler dialler, long window) {
        this.dialler = dialler;
        this.client = SshSettings.client(window);
    }

    /** The host key that is shown. The other side is told nothing but which algorithms we know. */
    SshPublicKey hostKey(BastionAddress address, Deadline deadline) throws NotContacted {
        BastionSession session = open(address, Algorithms.hostKeys(), null, deadline);
        try (session;
                Watch watch = Watch.closing(session.wire(), deadline)) {
            session.established().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            throw new IllegalStateException("no key is good enough here");
        } catch (ExecutionException | TimeoutException refused) {
            SshPublicKey shown = session.shown();
            if (shown == null) {
                throw notEstablished(session, deadline);
            }
            return shown;
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    /**
     * A session that somebody has to close.
     *
     * @param keys that are offered, in this order
     */
    LoggedIn logIn(BastionLogin login, List<SshKeyPair> keys, Deadline deadline) throws NotContacted {
        List<KeyPair> pairs = keys.stream().map(Keys::read).toList();
        BastionSession session = open(login.address(), Algorithms.hostKey(login.hostKey()), login.hostKey(), deadline);
        try (Watch watch = Watch.closing(session.wire(), deadline)) {
            return new LoggedIn(session, authenticated(session, login.address().user(), pairs, deadline));
        } catch (NotContacted refused) {
            session.close();
            throw refused;
        }
    }

    private static SshPublicKey authenticated(
            BastionSession session, String user, List<KeyPair> pairs, Deadline deadline) throws NotContacted {
        try {
            session.established().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
            // Not before now does the other side learn as whom we come.
            session.setUsername(user);
            pairs.forEach(session::addPublicKeyIdentity);
            AcceptedKey accepted = new AcceptedKey();
            session.setPublicKeyAuthenticationReporter(accepted);
            AuthFuture authenticated = session.auth();
            if (!authenticated.await(Math.max(1, deadline.remaining().toMillis())) || !authenticated.isSuccess()) {
                throw notLoggedIn(session, authenticated, deadline);
            }
            return accepted.key();
        } catch (ExecutionException | TimeoutException failed) {
            throw notEstablished(session, deadline);
        } catch (IOException | IllegalStateException ended) {
            throw new NotContacted(session.why("it closed the connection during the log-in"));
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    private static NotContacted notEstablished(BastionSession session, Deadline deadline) {
        return new NotContacted(session.why(
                deadline.passed()
                        ? "it took the connection and did not get as far as its host key in time"
                        : "it closed the connection before the log-in"));
    }

    private static NotContacted notLoggedIn(BastionSession session, AuthFuture authenticated, Deadline deadline) {
        Throwable failed = authenticated.getException();
        if (failed instanceof SshException refused
                && refused.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
            return new NotContacted(new BastionContact.LoginRefused());
        }
        return new NotContacted(session.why(
                deadline.passed()
                        ? "it did not answer the log-in in time"
                        : "it closed the connection during the log-in"));
    }

    private BastionSession open(
            BastionAddress address,
            List<NamedFactory<Signature>> hostKeys,
            @Nullable SshPublicKey pinned,
            Deadline deadline)
            throws NotContacted {
        Wire wire = wire(dial(address, deadline));
        try (Watch watch = Watch.closing(wire, deadline)) {
            BastionSession session = new BastionSession(client, wire, hostKeys, pinned);
            session.start();
            wire.start(session);
            return session;
        } catch (Exception failed) {
            wire.closeSocket();
            throw NotContacted.unreachable("it closed the connection before the log-in");
        }
    }

    private static Wire wire(Socket socket) throws NotContacted {
        try {
            return new Wire(socket);
        } catch (IOException closed) {
            throw NotContacted.unreachable("it closed the connection before the log-in");
        }
    }

    private Socket dial(BastionAddress address, Deadline deadline) throws NotContacted {
        return switch (dialler.resolve(address.host(), address.host(), deadline.remaining())) {
            case LookedUp.Found found -> dial(found.addresses(), address.port(), deadline);
            case LookedUp.Forbidden none -> throw new NotContacted(new BastionContact.AddressForbidden());
            case LookedUp.NoAddress none -> throw new NotContacted(new BastionContact.NameNotResolved());
            case LookedUp.Late late -> throw new NotContacted(new BastionContact.NameNotResolved());
        };
    }

    private Socket dial(List<InetAddress> addresses, int port, Deadline deadline) throws NotContacted {
        BastionContact why = new BastionContact.NameNotResolved();
        for (int number = 0; number < addresses.size(); number++) {
            try {
                Deadline share = deadline.share(addresses.size() - number);
                return dialler.dial(addresses.get(number), port, share.remaining());
            } catch (NotDialled failed) {
                why = switch (failed.reason()) {
                    case FORBIDDEN -> new BastionContact.AddressForbidden();
                    case REFUSED -> new BastionContact.TcpRefused();
                    case TIMED_OUT -> new BastionContact.TcpTimeout();
                    case UNREACHABLE -> new BastionContact.Unreachable("no route leads to it");
                };
            }
        }
        throw new NotContacted(why);
    }

    private static NotContacted interrupted() {
        Thread.currentThread().interrupt();
        return NotContacted.unreachable("this replica is stopping");
    }
}
