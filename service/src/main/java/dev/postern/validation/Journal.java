package dev.postern.validation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The checks of a run as they end. After it is closed, what still trickles in is forgotten. */
final class Journal {

    private final Consumer<Check> recorder;
    private final List<Check> checks = new ArrayList<>();
    private boolean closed;

    /** @param recorder is told each check at once, on the thread that made it, one at a time */
    Journal(Consumer<Check> recorder) {
        this.recorder = recorder;
    }

    /** @param began {@link System#nanoTime()} when the check began */
    void write(Party party, Rung rung, long began, Finding finding) {
        write(new Check(party.check(rung), party.nodeId(), millisSince(began), finding));
    }

    void write(CheckId id, long began, Finding finding) {
        write(new Check(id, null, millisSince(began), finding));
    }

    synchronized void write(Check check) {
        if (!closed) {
            checks.add(check);
            recorder.accept(check);
        }
    }

    /** All checks; none comes after them. */
    synchronized List<Check> close() {
        closed = true;
        return List.copyOf(checks);
    }

    /** As {@link #close()}, with checks that take the place of those that were not made. */
    synchronized List<Check> close(Function<List<Check>, List<Check>> unmade) {
        unmade.apply(List.copyOf(checks)).forEach(this::write);
        return close();
    }

    static long millisSince(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
