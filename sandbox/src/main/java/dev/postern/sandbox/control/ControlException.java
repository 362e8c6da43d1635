package dev.postern.sandbox.control;

/** A request that cannot be done as it is; the message is for the one who made it. */
final class ControlException extends RuntimeException {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final int status;

    ControlException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static ControlException badRequest(String message) {
        return new ControlException(BAD_REQUEST, message);
    }

    static ControlException notFound(String message) {
        return new ControlException(NOT_FOUND, message);
    }

    static ControlException conflict(String message) {
        return new ControlException(CONFLICT, message);
    }

    int status() {
        return status;
    }
}
