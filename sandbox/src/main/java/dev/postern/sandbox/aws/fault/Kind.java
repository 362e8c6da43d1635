package dev.postern.sandbox.aws.fault;

/** The kinds of faults, by the names that the call log and the control API use. */
public enum Kind {
    THROTTLE,
    REFUSE,
    LOSE_CALL,
    LOSE_ANSWER,
    DELAY,
    HOLD,
    HANG;

    static Kind of(Fault fault) {
        return switch (fault.trouble()) {
            case Trouble.Throttle throttle -> THROTTLE;
            case Trouble.Refuse refuse -> REFUSE;
            case Trouble.Lose lose -> fault.moment() == Moment.BEFORE_EFFECT ? LOSE_CALL : LOSE_ANSWER;
            case Trouble.Delay delay -> DELAY;
            case Trouble.Hold hold -> HOLD;
            case Trouble.Hang hang -> HANG;
        };
    }
}
