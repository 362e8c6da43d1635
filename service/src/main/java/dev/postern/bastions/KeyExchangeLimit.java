package dev.postern.bastions;

import java.util.concurrent.TimeUnit;

/** How often the other side may ask for new keys, which costs us more than it costs to ask. */
final class KeyExchangeLimit {

    private static final int AT_ONCE = 10;
    private static final long SECONDS_FOR_ONE = 10;
    private static final long BYTES_FOR_ONE = 32L * 1024 * 1024;

    private final Wire wire;
    private final long since = System.nanoTime();
    private long asked;

    KeyExchangeLimit(Wire wire) {
        this.wire = wire;
    }

    /** Called by the thread that reads. */
    boolean another() {
        asked++;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
        return asked <= AT_ONCE + seconds / SECONDS_FOR_ONE + wire.received() / BYTES_FOR_ONE;
    }
}
