package dev.postern.connections;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;

/** Has the reconciler look at a connection. */
final class ReconcilerSignal {

    private final SchedulerClient scheduler;

    ReconcilerSignal(SchedulerClient scheduler) {
        this.scheduler = scheduler;
    }

    /** Now. If it is being looked at just now, that look will find its record out of date, or the rescue comes by. */
    void activate(ConnectionKey key) {
        try {
            scheduler.schedule(
                    new TaskInstance<Void>(ReconcilerTasks.RECONCILE, key.toString()),
                    Instant.now(),
                    ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException underWay) {
            // see above
        }
    }

    /** Now, unless a task exists: then that knows better when. */
    void rescue(ConnectionKey key) {
        scheduler.scheduleIfNotExists(new TaskInstance<Void>(ReconcilerTasks.RECONCILE, key.toString()), Instant.now());
    }
}
