package dev.postern.bastions;

import dev.postern.dialling.Deadline;
import java.time.Duration;

/** Closes a socket when the time is up, whoever is reading from it or writing to it; unless it was called off before. */
record Watch(Thread thread) implements AutoCloseable {

    static Watch closing(Wire wire, Deadline deadline) {
        return new Watch(Thread.ofVirtual()
                .name("bastion-deadline-" + wire.getRemoteAddress())
                .start(() -> {
                    try {
                        Thread.sleep(deadline.remaining().plus(Duration.ofMillis(1)));
                        wire.closeSocket();
                    } catch (InterruptedException calledOff) {
                        Thread.currentThread().interrupt();
                    }
                }));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
