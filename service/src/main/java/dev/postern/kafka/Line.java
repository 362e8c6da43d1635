package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.dialling.Deadline;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/**
 * One TCP connection, which nothing outlives its deadline on: reads and writes block, and whatever the other side does
 * or leaves undone, the socket is closed under them when the time is up.
 */
final class Line implements AutoCloseable {

    private final Socket socket;
    private final Deadline deadline;
    private final Thread watchdog;

    Line(Socket socket, Deadline deadline) {
        this.socket = socket;
        this.deadline = deadline;
        this.watchdog = Thread.ofVirtual().name("probe-deadline").start(this::closeInTime);
    }

    Socket socket() {
        return socket;
    }

    Deadline deadline() {
        return deadline;
    }

    /** What an exception on this line means. */
    ProbeFailed broken(IOException failed, String during) {
        if (deadline.passed()) {
            return new ProbeFailed(
                    ProbeFailure.TIMEOUT,
                    "No answer in time during %s. Something accepts and says nothing.".formatted(during));
        }
        if (failed instanceof EOFException) {
            return new ProbeFailed(
                    ProbeFailure.CONNECTION_LOST, "The connection was closed during %s.".formatted(during));
        }
        if (failed instanceof SocketException) {
            return new ProbeFailed(
                    ProbeFailure.CONNECTION_LOST, "The connection was reset during %s.".formatted(during));
        }
        return new ProbeFailed(
                ProbeFailure.CONNECTION_LOST,
                "The connection broke during %s: %s.".formatted(during, Printable.of(failed.getMessage())));
    }

    @Override
    public void close() {
        watchdog.interrupt();
        quietlyClose(socket);
    }

    private void closeInTime() {
        try {
            Thread.sleep(deadline.remaining().plus(Duration.ofMillis(1)));
            quietlyClose(socket);
        } catch (InterruptedException closedBefore) {
            Thread.currentThread().interrupt();
        }
    }

    static void quietlyClose(Socket socket) {
        try {
            socket.close();
        } catch (IOException closing) {
            // nothing is kept of a probe's connection, and nothing is owed to it
        }
    }
}
