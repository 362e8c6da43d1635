package dev.postern.bastions;

import dev.postern.bastions.LoggedIn.Asked;
import dev.postern.bastions.LoggedIn.Opened;
import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionContact;
import dev.postern.connections.spi.BastionContact.Forwarding;
import dev.postern.connections.spi.BastionContact.Forwarding.Answer;
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
        LoggedIn asking = null;
        try {
            for (SshKeyPair key : login.keys()) {
                LoggedIn session = logIn(login, key, deadline, asking == null);
                if (session == null) {
                    continue;
                }
                accepted.add(key.publicKey());
                if (asking == null) {
                    asking = session;
                } else {
                    session.close();
                }
            }
            return asking == null
                    ? new BastionContact.LoginRefused()
                    : new BastionContact.Reached(accepted, ask(asking, targets, deadline));
        } catch (NotContacted failed) {
            return explained(failed.why(), login, deadline);
        } finally {
            if (asking != null) {
                asking.close();
            }
        }
    }

    /**
     * Null where the bastion does not let this key in.
     *
     * @param needed whether anything else that goes wrong is of importance
     */
    private @Nullable LoggedIn logIn(BastionLogin login, SshKeyPair key, Deadline deadline, boolean needed)
            throws NotContacted {
        try {
            return logins.logIn(login, List.of(key), deadline);
        } catch (NotContacted failed) {
            if (needed && !(failed.why() instanceof BastionContact.LoginRefused)) {
                throw failed;
            }
            return null;
        }
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

    private static List<Forwarding> ask(LoggedIn session, List<HostPort> targets, Deadline deadline)
            throws NotContacted {
        List<Forwarding> answers = new ArrayList<>();
        try {
            for (int from = 0; from < targets.size(); from += TARGETS_AT_ONCE) {
                List<Asked> asked = new ArrayList<>();
                for (HostPort target : targets.subList(from, Math.min(targets.size(), from + TARGETS_AT_ONCE))) {
                    asked.add(session.ask(target));
                }
                Deadline verdict = verdict(deadline);
                for (Asked each : asked) {
                    answers.add(forwarding(each, each.await(verdict)));
                }
            }
            return answers;
        } catch (IOException | IllegalStateException broken) {
            throw new NotContacted(session.session().why("it closed the connection after the log-in"));
        }
    }

    private static Forwarding forwarding(Asked asked, Opened opened) throws IOException {
        Answer answer = switch (opened) {
            case OPEN -> Answer.REACHED;
            case PROHIBITED -> Answer.PROHIBITED;
            case FAILED -> Answer.NOT_REACHED;
            case LATE -> Answer.NO_ANSWER;
            case BROKEN -> throw new IOException("the session ended");
        };
        return new Forwarding(asked.target(), answer, asked.words());
    }

    private static Deadline verdict(Deadline deadline) {
        return deadline.remaining().compareTo(VERDICT) < 0 ? deadline : Deadline.in(VERDICT);
    }
}
