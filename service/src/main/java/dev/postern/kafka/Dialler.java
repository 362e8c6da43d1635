package dev.postern.kafka;

import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.ProbeTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * The one door to the outside: nothing else of the service connects to anything that a tenant has a say in. It looks at
 * the very address that it then dials, each time; a name is nothing that it could be told.
 */
@Component
final class Dialler {

    /** The same for every address that is refused: it tells nothing of what is there. */
    static final String FORBIDDEN = "This installation does not connect to that address.";

    private final AddressPolicy policy;

    Dialler(AddressPolicy policy) {
        this.policy = policy;
    }

    Line dial(ProbeTarget target, Deadline deadline) throws ProbeFailed {
        // Bytes alone: a name would only be there to be looked up.
        InetAddress address = bytes(target.ip());
        if (!policy.allows(address)) {
            throw new ProbeFailed(ProbeFailure.ADDRESS_FORBIDDEN, FORBIDDEN);
        }
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, target.port()), (int)
                    Math.max(1, Math.min(Integer.MAX_VALUE, deadline.remaining().toMillis())));
            return new Line(socket, deadline);
        } catch (IOException failed) {
            Line.quietlyClose(socket);
            throw unconnected(failed, target);
        }
    }

    private static InetAddress bytes(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
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
}
