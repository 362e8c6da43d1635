package dev.postern.validation;

import dev.postern.clusters.spi.LoginOutcome;
import dev.postern.clusters.spi.ProbeError;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a wrong password from being tried on every broker at once, which locks users out: log-ins go one at a time until
 * one is accepted, and none is tried after one was refused. So that a broker that says nothing holds up nobody else's
 * log-in, each is greeted before its turn comes; only one that greets and then leaves the log-in itself unanswered can,
 * and has to, since it might be refusing it.
 */
final class LoginGate {

    private final Semaphore single = new Semaphore(1);
    private volatile boolean accepted;
    private volatile @Nullable String refusedBy;

    /** What came of an attempt. */
    sealed interface Attempt {

        record Made(LoginOutcome outcome) implements Attempt {}

        /** @param refusedBy who refused it, in words */
        record NotMade(String refusedBy) implements Attempt {}
    }

    /**
     * @param broker whom the log-in is for, in words
     * @param greeting asks the broker something without credentials; empty if it answers
     */
    Attempt attempt(String broker, Supplier<Optional<ProbeError>> greeting, Supplier<LoginOutcome> login) {
        if (accepted || !open()) {
            return make(broker, login);
        }
        Optional<ProbeError> silence = greeting.get();
        if (silence.isPresent()) {
            return new Attempt.Made(new LoginOutcome.Failed(silence.get()));
        }
        single.acquireUninterruptibly();
        try {
            return make(broker, login);
        } finally {
            single.release();
        }
    }

    /** Whether credentials may still be sent. */
    boolean open() {
        return refusedBy == null;
    }

    /** A log-in was refused elsewhere than in an attempt. */
    void refused(String broker) {
        refusedBy = broker;
    }

    private Attempt make(String broker, Supplier<LoginOutcome> login) {
        String refused = refusedBy;
        if (refused != null) {
            return new Attempt.NotMade(refused);
        }
        LoginOutcome outcome = login.get();
        switch (outcome) {
            case LoginOutcome.LoggedIn in -> accepted = true;
            case LoginOutcome.Refused no -> refused(broker);
            case LoginOutcome.MechanismNotOffered none -> {}
            case LoginOutcome.Failed failed -> {}
        }
        return new Attempt.Made(outcome);
    }
}
