package dev.postern.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Writes server-sent events (WHATWG HTML, section 9.2). What is flushed together has a deadline as a whole: whoever takes it
 * drop by drop is let go like somebody who takes nothing, of whom the server notices it by itself. So a reader never holds
 * more than one batch of ours, and never for long.
 */
final class EventWriter {

    /** For which a client waits until it connects anew. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final OutputStream out;
    private final Duration patience;
    private final LongSupplier nanos;
    private long begun;
    private long flushed;

    /**
     * @param patience for all that is flushed together
     * @param nanos as {@link System#nanoTime()}
     */
    EventWriter(OutputStream out, Duration patience, LongSupplier nanos) {
        this.out = out;
        this.patience = patience;
        this.nanos = nanos;
    }

    /** The reader takes too long. */
    static final class SlowReader extends IOException {
        private static final long serialVersionUID = 1L;

        SlowReader(Duration patience) {
            super("a reader of events has not taken in %s what it was sent".formatted(patience));
        }
    }

    /** @param missed whether there was more than will be told */
    void open(EventPosition position, boolean missed) throws IOException {
        begun = nanos.getAsLong();
        write("retry: %d\nid: %s\nevent: %s\ndata: {}\n\n"
                .formatted(RETRY.toMillis(), position, missed ? "missed" : "open"));
        flush();
    }

    void write(EventBatch batch) throws IOException {
        if (batch.events().isEmpty()) {
            return;
        }
        begun = nanos.getAsLong();
        for (StoredEvent event : batch.events()) {
            write("id: %s\ndata: %s\n\n".formatted(event.position(), event.data()));
        }
        flush();
    }

    /** Nothing that a client is told of but where it is, so that it need not go back for what was not its own. */
    void heartbeat(EventPosition position) throws IOException {
        begun = nanos.getAsLong();
        write(": still here\nid: %s\n\n".formatted(position));
        flush();
    }

    /** For how long nothing was written. */
    Duration silence() {
        return Duration.ofNanos(nanos.getAsLong() - flushed);
    }

    private void write(String text) throws IOException {
        if (nanos.getAsLong() - begun > patience.toNanos()) {
            throw new SlowReader(patience);
        }
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void flush() throws IOException {
        out.flush();
        flushed = nanos.getAsLong();
    }
}
