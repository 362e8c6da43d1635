package dev.postern.dialling;

/** No connection came about. The message is the operating system's own, or none. */
public final class NotDialled extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** The address may not be dialled: nothing was sent there. */
        FORBIDDEN,
        REFUSED,
        TIMED_OUT,
        UNREACHABLE
    }

    private final Reason reason;

    NotDialled(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
