package dev.postern.sandbox.aws.fault;

import dev.postern.sandbox.aws.wire.AwsAnswer;
import dev.postern.sandbox.aws.wire.AwsCall;
import dev.postern.sandbox.aws.wire.AwsException;
import dev.postern.sandbox.aws.wire.CallInterceptor;
import dev.postern.sandbox.aws.wire.CallLog;
import dev.postern.sandbox.aws.wire.NoAnswerException;
import java.time.Duration;
import java.util.Random;

/** A fault in force, and how far it has got. */
final class ActiveFault implements CallInterceptor {

    /** Nobody waits for longer than that, even if nobody opens the gate: a client would have given up long ago. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final String id;
    private final Fault fault;
    private final CallLog calls;
    private final Gate gate = new Gate();
    private final Random random;
    private long seen;
    private int struck;

    ActiveFault(String id, Fault fault, CallLog calls) {
        this.id = id;
        this.fault = fault;
        this.calls = calls;
        this.random = new Random(fault.turns().seed());
    }

    String id() {
        return id;
    }

    @Override
    public AwsAnswer intercept(AwsCall call, Next service) {
        if (!fault.calls().matches(call) || !takesItsTurn()) {
            return service.proceed();
        }
        calls.struck(call, fault.kind().name());
        return switch (fault.moment()) {
            case BEFORE_EFFECT -> {
                strike(call);
                yield service.proceed();
            }
            case AFTER_EFFECT -> after(call, service);
        };
    }

    private AwsAnswer after(AwsCall call, Next service) {
        AwsAnswer answer;
        try {
            answer = service.proceed();
        } catch (AwsException refusal) {
            strike(call);
            throw refusal;
        }
        strike(call);
        return answer;
    }

    private void strike(AwsCall call) {
        switch (fault.trouble()) {
            case Trouble.Throttle throttle -> throw call.dialect().throttled();
            case Trouble.Refuse refuse -> throw new AwsException(refuse.status(), refuse.code(), refuse.message());
            case Trouble.Lose lose -> throw new NoAnswerException("it is lost");
            case Trouble.Delay delay -> gate.await(delay.time());
            case Trouble.Hold hold -> {
                if (!gate.await(LONGEST)) {
                    throw new NoAnswerException("nobody has released it");
                }
            }
            case Trouble.Hang hang -> {
                gate.await(LONGEST);
                throw new NoAnswerException("it hung");
            }
        }
    }

    private synchronized boolean takesItsTurn() {
        Turns turns = fault.turns();
        seen++;
        boolean turn = seen > turns.skip()
                && struck < turns.times()
                && (seen - turns.skip()) % turns.every() == 0
                && (turns.share() >= 1 || random.nextDouble() < turns.share());
        if (turn) {
            struck++;
        }
        return turn;
    }

    /** Lets held calls go on; what hangs, hangs on. */
    int release() {
        return fault.trouble() instanceof Trouble.Hold ? gate.open() : 0;
    }

    /** Nothing waits here any more. */
    void end() {
        gate.openForGood();
    }

    synchronized FaultStatus status() {
        return new FaultStatus(id, fault, seen, struck, gate.waiting());
    }
}
