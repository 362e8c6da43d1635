package dev.postern.sandbox.aws.fault;

import dev.postern.sandbox.aws.wire.NoAnswerException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where calls wait until it is opened. */
final class Gate {

    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch latch = new CountDownLatch(1);
    private volatile boolean openForGood;

    /**
     * Waits.
     *
     * @return false if the time ran out
     * @throws NoAnswerException if the sandbox is closed meanwhile
     */
    boolean await(Duration atMost) {
        CountDownLatch closed = latch;
        if (openForGood) {
            return true;
        }
        waiting.incrementAndGet();
        try {
            return closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("the sandbox is being closed");
        } finally {
            waiting.decrementAndGet();
        }
    }

    int waiting() {
        return waiting.get();
    }

    /**
     * Lets those go who wait now.
     *
     * @return how many they were
     */
    int open() {
        CountDownLatch opened = latch;
        latch = new CountDownLatch(1);
        int released = waiting();
        opened.countDown();
        return released;
    }

    /** Lets those go who wait now, and everybody who comes. */
    void openForGood() {
        openForGood = true;
        latch.countDown();
    }
}
