package dev.postern.bastions;

import dev.postern.bastions.LoggedIn.Asked;
import dev.postern.bastions.LoggedIn.Opened;
import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionDialler;
import dev.postern.connections.spi.BastionGreeting;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.dialling.Deadline;
import dev.postern.dialling.Dialler;
import dev.postern.dialling.Diallers;
import dev.postern.foundation.HostPort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Connects to real bastions. */
@Component
final class SshBastionDialler implements BastionDialler {

    /** Nothing is read from these channels. */
    private static final int WINDOW = 32 * 1024;

    /** A bastion says at once that it forbids something; that it takes longer means that it is connecting. */
    private static final Duration VERDICT = Duration.ofSeconds(3);

    private static final int TARGETS_AT_ONCE = 16;

    private final SshLogins logins;

    @Autowired
    SshBastionDialler(Diallers diallers) {
        this(diallers.bastions());
    }

    SshBastionDialler(Dialler dialler) {
        this.logins = new SshLogins(dialler, WINDOW);
    }

    @Override
    public SshKeyPair newKeyPair() {
        return Keys.generate();
    }

    @Override
    public BastionGreeting greet(BastionAddress address, Duration limit) {
        try {
            return new BastionGreeting.Shown(logins.hostKey(address, Deadline.in(limit)));
        } catch (NotContacted failed) {
            return new BastionGreeting.NotReached(failed.why());
        }
    }

    @Override
    public BastionContact contact(BastionLogin login, List<HostPort> targets, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        List<SshPublicKey> accepted = new ArrayList<>();
        HostPort denied = null;
        for (SshKeyPair key : login.keys()) {
            try (LoggedIn session = logins.logIn(login, List.of(key), deadline)) {
                if (accepted.isEmpty()) {
                    denied = denied(session, targets, deadline);
                }
                accepted.add(key.publicKey());
            } catch (NotContacted failed) {
                if (accepted.isEmpty() && !(failed.why() instanceof BastionContact.LoginRefused)) {
                    return explained(failed.why(), login, deadline);
                }
            }
        }
        if (accepted.isEmpty()) {
            return new BastionContact.LoginRefused();
        }
        return denied == null
                ? new BastionContact.Reached(accepted)
                : new BastionContact.ForwardingDenied(denied, accepted);
    }

    /** A bastion that has no key of the pinned type has another key: which one, a second look tells. */
    private BastionContact explained(BastionContact why, BastionLogin login, Deadline deadline) {
        if (why instanceof BastionContact.Unreachable(String what) && what.contains("(server host key")) {
            try {
                SshPublicKey shown = logins.hostKey(login.address(), deadline);
                if (!shown.equals(login.hostKey())) {
                    return new BastionContact.HostKeyMismatch(shown);
                }
            } catch (NotContacted noKeyEither) {
                return why;
            }
        }
        return why;
    }

    private static @Nullable HostPort denied(LoggedIn session, List<HostPort> targets, Deadline deadline)
            throws NotContacted {
        try {
            for (int from = 0; from < targets.size(); from += TARGETS_AT_ONCE) {
                List<HostPort> some = targets.subList(from, Math.min(targets.size(), from + TARGETS_AT_ONCE));
                HostPort denied = deniedOf(session, some, verdict(deadline));
                if (denied != null) {
                    return denied;
                }
            }
            return null;
        } catch (IOException | IllegalStateException broken) {
            throw new NotContacted(session.session().why("it closed the connection after the log-in"));
        }
    }

    private static @Nullable HostPort deniedOf(LoggedIn session, List<HostPort> targets, Deadline deadline)
            throws IOException {
        List<Asked> asked = new ArrayList<>();
        for (HostPort target : targets) {
            asked.add(session.ask(target));
        }
        for (int number = 0; number < asked.size(); number++) {
            Opened opened = asked.get(number).await(deadline);
            if (opened == Opened.PROHIBITED) {
                return targets.get(number);
            }
            if (opened == Opened.BROKEN) {
                throw new IOException("the session ended");
            }
        }
        return null;
    }

    private static Deadline verdict(Deadline deadline) {
        return deadline.remaining().compareTo(VERDICT) < 0 ? deadline : Deadline.in(VERDICT);
    }
}
