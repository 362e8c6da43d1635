package dev.postern.sandbox.aws.wire;

/**
 * Sits around every call, between the call log and the service. This is the place to misbehave as AWS does: wait before
 * or after going on (a slow call), throw an {@link AwsException} instead of going on (throttling, no effect) or after
 * it, throw a {@link NoAnswerException} instead of going on (a call that is lost) or after it (an effect whose answer is
 * lost), answer something older (eventual consistency). Most of this need not be written anew: see {@link
 * dev.postern.sandbox.aws.fault.Faults}.
 *
 * <p>Called outside the world's lock and by several threads at once.
 */
@FunctionalInterface
public interface CallInterceptor {

    /** Lets every call through. */
    CallInterceptor NONE = (call, service) -> service.proceed();

    /**
     * Answers the call, normally with what the service answers.
     *
     * @throws AwsException to refuse; it is written as this service writes its refusals
     * @throws NoAnswerException to close the connection without an answer
     */
    AwsAnswer intercept(AwsCall call, Next service);

    /** The rest of the way. */
    @FunctionalInterface
    interface Next {
        /** Has the call done. A refusal comes as an {@link AwsException}. */
        AwsAnswer proceed();
    }
}
