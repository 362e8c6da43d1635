package dev.postern.replicas;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time in which replicas are killed and everything else happens that happens at random. */
final class Storm {

    private final CountDownLatch over = new CountDownLatch(1);

    /** Waits for so long, or until the storm is over; false if it is. */
    boolean rages(Duration pause) {
        try {
            return !over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean rages() {
        return over.getCount() > 0;
    }

    void end() {
        over.countDown();
    }
}
