package dev.postern.sandbox.aws.wire;

/** One AWS service. */
public interface AwsService {

    /** The name in a signature's credential scope. */
    String signingName();

    Dialect dialect();

    /**
     * Which action a request asks for.
     *
     * @throws AwsException if it asks for none that this service has
     */
    String actionOf(AwsRequest request);

    /**
     * Does the call. The world's lock is held; the caller was found to be allowed {@link AwsCall#permission()}.
     *
     * @return an element whose children make up the result; its name does not matter
     * @throws AwsException to refuse, with nothing changed
     */
    Xml handle(AwsCall call);
}
