package dev.postern.secrets.spi;

import org.jspecify.annotations.Nullable;

/** The key that encrypts our keys cannot be used. The message names that key and what was asked of it. */
public final class KeyEncryptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param action what the operator does about it, as a sentence
     */
    public KeyEncryptionException(String message, String action, @Nullable Throwable cause) {
        super(message + " " + action, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
