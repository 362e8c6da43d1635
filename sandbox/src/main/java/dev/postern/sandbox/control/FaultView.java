package dev.postern.sandbox.control;

import dev.postern.sandbox.aws.fault.FaultStatus;

/** A fault in force, and how far it has got. */
record FaultView(String id, FaultBody fault, long seen, int struck, int waiting) {

    static FaultView of(FaultStatus status) {
        return new FaultView(
                status.id(), FaultBody.of(status.fault()), status.seen(), status.struck(), status.waiting());
    }
}
