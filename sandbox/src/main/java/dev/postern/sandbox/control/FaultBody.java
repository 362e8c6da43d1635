package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.fault.CallPattern;
import dev.postern.sandbox.aws.fault.Fault;
import dev.postern.sandbox.aws.fault.Kind;
import dev.postern.sandbox.aws.fault.Moment;
import dev.postern.sandbox.aws.fault.Trouble;
import dev.postern.sandbox.aws.fault.Turns;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it is written in JSON; what is left out is as {@link Fault} has it without being narrowed down.
 *
 * @param action may have the service in it, {@code ec2:Describe*}
 * @param status for {@code REFUSE}, 400 if it is left out
 * @param millis for {@code DELAY}
 */
record FaultBody(
        @Nullable Kind kind,
        @Nullable String service,
        @Nullable String action,
        @Nullable String about,
        @Nullable Moment moment,
        @Nullable Integer skip,
        @Nullable Integer every,
        @Nullable Double share,
        @Nullable Long seed,
        @Nullable Integer times,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String message,
        @Nullable Long millis) {

    private static final int BAD_REQUEST = 400;

    static FaultBody of(Fault fault) {
        CallPattern calls = fault.calls();
        Turns turns = fault.turns();
        Trouble.Refuse refuse = fault.trouble() instanceof Trouble.Refuse refusal ? refusal : null;
        Trouble.Delay delay = fault.trouble() instanceof Trouble.Delay wait ? wait : null;
        return new FaultBody(
                fault.kind(),
                calls.service(),
                calls.action(),
                calls.about(),
                fault.moment(),
                turns.skip(),
                turns.every(),
                turns.share(),
                turns.seed(),
                turns.times() == Integer.MAX_VALUE ? null : turns.times(),
                refuse == null ? null : refuse.status(),
                refuse == null ? null : refuse.code(),
                refuse == null ? null : refuse.message(),
                delay == null ? null : delay.time().toMillis());
    }

    /**
     * @throws IllegalArgumentException if something is missing or out of range
     */
    Fault toFault() {
        Fault fault = begun();
        if (moment == Moment.AFTER_EFFECT) {
            fault = fault.afterEffect();
        }
        Turns turns = new Turns(
                or(skip, 0),
                or(every, 1),
                Optional.ofNullable(share).orElse(1.0),
                Optional.ofNullable(seed).orElse(0L),
                or(times, Integer.MAX_VALUE));
        return new Fault(fault.trouble(), fault.moment(), calls(), turns);
    }

    private Fault begun() {
        if (kind == null) {
            throw missing("kind");
        }
        return switch (kind) {
            case THROTTLE -> Fault.throttle();
            case REFUSE -> Fault.refuse(or(status, BAD_REQUEST), required("code", code), or(message, "Made to fail"));
            case LOSE_CALL -> Fault.loseCall();
            case LOSE_ANSWER -> Fault.loseAnswer();
            case DELAY -> Fault.delay(Duration.ofMillis(required("millis", millis)));
            case HOLD -> Fault.hold();
            case HANG -> Fault.hang();
        };
    }

    private CallPattern calls() {
        CallPattern named = CallPattern.of(or(action, "*"));
        return new CallPattern(or(service, named.service()), named.action(), or(about, ""));
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    private static IllegalArgumentException missing(String field) {
        return new IllegalArgumentException("the body must have a field '" + field + "'; see GET /");
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
