package dev.postern.connections;

import dev.postern.connections.ConnectionState.Note;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who acts next. */
public enum WaitingOn {
    POSTERN,
    AWS,
    TENANT,
    OPERATOR,
    NOBODY;

    /** For whom a connection waits that is in its state for this reason, and is not deleted. */
    public static WaitingOn because(ConnectionReason reason) {
        return Objects.requireNonNull(Reasons.WAITING.get(reason), reason.name());
    }

    /** The reasons for which a connection that is not deleted waits for this one. */
    List<ConnectionReason> reasons() {
        return Arrays.stream(ConnectionReason.values())
                .filter(reason -> because(reason) == this)
                .toList();
    }

    /** States say it themselves; this remembers what they say. */
    private static final class Reasons {

        static final Map<ConnectionReason, WaitingOn> WAITING = Arrays.stream(ConnectionReason.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        reason -> ConnectionState.of(ConnectionPhase.PENDING, reason, Note.of(""))
                                .waitingOn(),
                        (one, other) -> one,
                        () -> new EnumMap<>(ConnectionReason.class)));
    }
}
