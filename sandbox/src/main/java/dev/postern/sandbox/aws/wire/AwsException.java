package dev.postern.sandbox.aws.wire;

/** A refusal in AWS's own terms. The code is what SDK users see as {@code awsErrorDetails().errorCode()}. */
public final class AwsException extends RuntimeException {

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final int status;
    private final String code;

    /**
     * @param status HTTP status, 400 and above
     */
    public AwsException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    public static AwsException badRequest(String code, String message) {
        return new AwsException(BAD_REQUEST, code, message);
    }

    public static AwsException forbidden(String code, String message) {
        return new AwsException(FORBIDDEN, code, message);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The message, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
