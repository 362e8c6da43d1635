package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeTarget;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/**
 * One TCP connection, which nothing outlives its deadline on: reads and writes block, and whatever the other side does
 * or leaves undone, the socket is closed under them when the time is up.
 */
final class Line implements AutoCloseable {

    private final Socket socket;
    private final Deadline deadline;
    private final Thread watchdog;

    private Line(Socket socket, Deadline deadline) {
        this.socket = socket;
        this.deadline = deadline;
        this.watchdog = Thread.ofVirtual().name("probe-deadline").start(this::closeInTime);
    }

    static Line open(ProbeTarget target, Deadline deadline) throws ProbeFailed {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            // Bytes alone: a name would only be there to be looked up.
            InetAddress address = InetAddress.getByAddress(target.ip().getAddress());
            socket.connect(new InetSocketAddress(address, target.port()), (int)
                    Math.max(1, Math.min(Integer.MAX_VALUE, deadline.remaining().toMillis())));
            return new Line(socket, deadline);
        } catch (IOException failed) {
            quietlyClose(socket);
            throw unconnected(failed, target);
        }
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

    private static ProbeFailed unconnected(IOException failed, ProbeTarget target) {
        String message = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        if (failed instanceof SocketTimeoutException || message.contains("timed out")) {
            return new ProbeFailed(
                    ProbeFailure.TCP_TIMEOUT, "Nothing answered at %s in time.".formatted(target.dialled()));
        }
        if (message.contains("refused")) {
            return new ProbeFailed(ProbeFailure.TCP_REFUSED, "%s refused the connection.".formatted(target.dialled()));
        }
        return new ProbeFailed(
                ProbeFailure.TCP_UNREACHABLE,
                "%s cannot be reached: %s.".formatted(target.dialled(), Printable.of(failed.getMessage())));
    }

    private static void quietlyClose(Socket socket) {
        try {
            socket.close();
        } catch (IOException closing) {
            // nothing is kept of a probe's connection, and nothing is owed to it
        }
    }
}
