package dev.postern.sandbox.kafka;

import org.apache.kafka.common.utils.internals.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a broker's fatal fault from ending the JVM, which the brokers share with tests or with all of Postern.
 *
 * <p>Kafka's procedures are static, so this is once per JVM and never taken back: a cluster that was closed a moment
 * ago may still have a thread that wants to halt.
 */
final class FatalFaults {
    private static final Logger log = LoggerFactory.getLogger(FatalFaults.class);

    static {
        Exit.setExitProcedure(FatalFaults::refuse);
        Exit.setHaltProcedure(FatalFaults::refuse);
    }

    private FatalFaults() {}

    /** From now on, a fatal fault ends the thread that met it and is logged. */
    static void contain() {
        // Everything is in the static initializer.
    }

    private static void refuse(int status, String message) {
        var fault =
                new IllegalStateException("a Kafka node wanted to end the JVM with status " + status + ": " + message);
        log.error("Fatal fault in a Kafka node of the sandbox; only its thread ends", fault);
        throw fault;
    }
}
