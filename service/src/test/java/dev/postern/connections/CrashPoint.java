package dev.postern.connections;

import dev.postern.privatelink.StoppableHttp;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Counts the calls to AWS of all replicas of a life, and does something to the replica that makes one of them. */
final class CrashPoint {

    private static final int PATIENCE_SECONDS = 60;
    private static final List<String> READING = List.of("Describe", "Get", "List", "GET", "AssumeRole");

    private final int at;
    private final Kind kind;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> calls = new ArrayList<>();

    /** What becomes of the replica. */
    enum Kind {
        STOPPED_BEFORE(true, true),
        STOPPED_AFTER(false, true),
        PAUSED_BEFORE(true, false),
        PAUSED_AFTER(false, false);

        private final boolean before;
        private final boolean stops;

        Kind(boolean before, boolean stops) {
            this.before = before;
            this.stops = stops;
        }
    }

    /** The replica is no more. No code of the service catches it. */
    static final class Stopped extends Error {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param at the number of the call, from 1; 0 for none
     */
    CrashPoint(int at, Kind kind) {
        this.at = at;
        this.kind = kind;
    }

    StoppableHttp http() {
        return new StoppableHttp(this::before, this::after);
    }

    /** The names of all calls until now, in their order. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Whether a call of this name may leave something behind. */
    static boolean changes(String call) {
        return READING.stream().noneMatch(call::startsWith);
    }

    /** False if the replica never came as far as that. */
    boolean awaitReached() throws InterruptedException {
        return reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void release() {
        released.countDown();
    }

    private void before(String call) {
        boolean now = count(call) == at;
        if (now && kind.before) {
            strike();
        }
    }

    private void after() {
        if (count() == at && !kind.before && reached.getCount() > 0) {
            strike();
        }
    }

    private synchronized int count(String call) {
        calls.add(call);
        return calls.size();
    }

    private synchronized int count() {
        return calls.size();
    }

    private void strike() {
        reached.countDown();
        if (kind.stops) {
            throw new Stopped();
        }
        try {
            if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody released the replica");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
