package dev.postern.connections;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the reconciler look at a connection. */
final class ReconcilerSignal {

    private static final Logger log = LoggerFactory.getLogger(ReconcilerSignal.class);

    private final SchedulerClient scheduler;

    ReconcilerSignal(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Now. A connection that is being looked at just now needs no other look: that one finds that there was a change, or
     * else the rescue comes by.
     */
    void activate(ConnectionKey key) {
        try {
            scheduler.schedule(
                    new TaskInstance<Void>(ReconcilerTasks.RECONCILE, key.toString()),
                    Instant.now(),
                    ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceException underWay) {
            log.debug("No signal for {}: {}", key, underWay.getMessage());
        }
    }

    /** Now, unless a task exists: then that knows better when. */
    void rescue(ConnectionKey key) {
        scheduler.scheduleIfNotExists(new TaskInstance<Void>(ReconcilerTasks.RECONCILE, key.toString()), Instant.now());
    }
}
