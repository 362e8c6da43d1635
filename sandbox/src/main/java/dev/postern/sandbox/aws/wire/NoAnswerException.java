package dev.postern.sandbox.aws.wire;

/** The caller is not to get any answer: its connection is closed without one. Whether the call took effect is open. */
public final class NoAnswerException extends RuntimeException {

    public NoAnswerException(String reason) {
        super(reason, null, false, false);
    }
}
