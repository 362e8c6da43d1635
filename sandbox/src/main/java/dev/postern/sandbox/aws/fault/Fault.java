package dev.postern.sandbox.aws.fault;

import java.time.Duration;

/**
 * Something that goes wrong with calls. Begin with what happens and narrow it down: {@code
 * Fault.loseAnswer().of("CreateVpcEndpoint").once()}. Without being narrowed down it is for every call, before it takes
 * effect, until it is removed.
 */
public record Fault(Trouble trouble, Moment moment, CallPattern calls, Turns turns) {

    public Fault {
        if (trouble instanceof Trouble.Throttle && moment == Moment.AFTER_EFFECT) {
            throw new IllegalArgumentException("a call that is throttled has no effect");
        }
    }

    /** With the code that the service called has for it: {@code RequestLimitExceeded} or {@code Throttling}. */
    public static Fault throttle() {
        return before(new Trouble.Throttle());
    }

    /**
     * @param status HTTP status, 400 to 599
     * @param code as SDK users see it, {@code InternalError}
     */
    public static Fault refuse(int status, String code, String message) {
        return before(new Trouble.Refuse(status, code, message));
    }

    /** The call never arrives, and the caller gets no answer. */
    public static Fault loseCall() {
        return before(new Trouble.Lose());
    }

    /** The call takes effect, and the caller gets no answer. */
    public static Fault loseAnswer() {
        return before(new Trouble.Lose()).afterEffect();
    }

    /** Slow. */
    public static Fault delay(Duration time) {
        return before(new Trouble.Delay(time));
    }

    /** Waits until {@link Faults#release()}, then goes on. */
    public static Fault hold() {
        return before(new Trouble.Hold());
    }

    /** Never answers. */
    public static Fault hang() {
        return before(new Trouble.Hang());
    }

    private static Fault before(Trouble trouble) {
        return new Fault(trouble, Moment.BEFORE_EFFECT, CallPattern.ALL, Turns.ALWAYS);
    }

    /**
     * Only such calls.
     *
     * @param permission {@code CreateVpcEndpoint}, {@code ec2:Describe*} or {@code iam:*}
     */
    public Fault of(String permission) {
        return new Fault(trouble, moment, CallPattern.of(permission).about(calls.about()), turns);
    }

    /**
     * Only calls that have this text in the caller's ARN, the path or a parameter: the id of an endpoint, the name of a
     * role, the value of a tag.
     */
    public Fault about(String text) {
        return new Fault(trouble, moment, calls.about(text), turns);
    }

    /** Strikes when the service has done the call. */
    public Fault afterEffect() {
        return new Fault(trouble, Moment.AFTER_EFFECT, calls, turns);
    }

    /** Only the next matching call. */
    public Fault once() {
        return times(1);
    }

    /** Only so many calls. */
    public Fault times(int count) {
        return new Fault(trouble, moment, calls, turns.times(count));
    }

    /** Lets so many matching calls through first. */
    public Fault skipping(int count) {
        return new Fault(trouble, moment, calls, turns.skipping(count));
    }

    /** Only every how many-th matching call. */
    public Fault every(int count) {
        return new Fault(trouble, moment, calls, turns.every(count));
    }

    /** Only this share of the matching calls: the same ones for the same seed. */
    public Fault share(double struck, long seed) {
        return new Fault(trouble, moment, calls, turns.share(struck, seed));
    }

    /** What it is called in the call log and in the control API. */
    public Kind kind() {
        return Kind.of(this);
    }
}
