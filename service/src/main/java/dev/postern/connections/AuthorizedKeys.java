package dev.postern.connections;

import dev.postern.foundation.HostPort;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lines for {@code authorized_keys} (sshd(8), "AUTHORIZED_KEYS FILE FORMAT"): our keys may open connections to these
 * brokers and do nothing else. Without {@code permitopen} a key may open any connection, so that with no broker known it
 * may open none. {@code restrict} takes the terminal away and leaves commands: whatever is asked for, the one that
 * is run instead fails.
 */
final class AuthorizedKeys {

    private static final String NO_COMMAND = ",command=\"/bin/false\"";

    private AuthorizedKeys() {}

    /** One line for each key, each with its end. */
    static String of(BastionConnection connection, List<HostPort> brokers) {
        String options = options(brokers);
        return connection.keys().both().stream()
                .map(key -> "%s %s\n".formatted(options, key.line(connection.id())))
                .collect(Collectors.joining());
    }

    private static String options(List<HostPort> brokers) {
        return brokers.isEmpty()
                ? "restrict" + NO_COMMAND
                : "restrict,port-forwarding,"
                        + brokers.stream()
                                .map(HostPort::key)
                                .distinct()
                                .sorted()
                                .map("permitopen=\"%s\""::formatted)
                                .collect(Collectors.joining(","))
                        + NO_COMMAND;
    }
}
