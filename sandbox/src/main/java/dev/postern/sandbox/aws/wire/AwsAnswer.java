package dev.postern.sandbox.aws.wire;

/**
 * What goes back to the caller.
 *
 * @param outcome {@value #OK}, or the error code
 * @param requestId also in the body, and in the header {@code x-amzn-RequestId}
 * @param contentType of the body, as the header {@code Content-Type} gives it
 */
public record AwsAnswer(int status, String outcome, String requestId, String contentType, String body) {

    /** The outcome of a call that was not refused. */
    public static final String OK = "OK";
}
