package dev.postern.secrets;

import dev.postern.secrets.spi.KeyEncryptionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What the log says of a service that cannot start without its keys: which key, which call, what to do. */
final class KeyEncryptionFailure extends AbstractFailureAnalyzer<KeyEncryptionException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, KeyEncryptionException cause) {
        return new FailureAnalysis("Postern cannot read its keys. " + cause.getMessage(), cause.action(), cause);
    }
}
