package dev.postern.connections;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * A person has changed a connection: once that is committed the reconciler is to look at it. Published in the
 * transaction of the change.
 */
record ConnectionWork(ConnectionKey key) {

    /** Passes it on. A signal that fails is no failure of the request: the rescue finds the connection. */
    @Component
    static class Listener {

        private static final Logger log = LoggerFactory.getLogger(ConnectionWork.class);

        private final ReconcilerSignal signal;

        Listener(@Lazy Scheduler scheduler) {
            this.signal = new ReconcilerSignal(scheduler);
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
        void on(ConnectionWork work) {
            try {
                signal.activate(work.key());
            } catch (RuntimeException failed) {
                log.warn("No signal for connection {}; it will be rescued", work.key(), failed);
            }
        }
    }
}
