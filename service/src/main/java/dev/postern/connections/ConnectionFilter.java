package dev.postern.connections;

import dev.postern.foundation.PosternException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which connections of a list are wanted.
 *
 * @param name part of the name, in whatever case
 */
record ConnectionFilter(
        @Nullable ConnectionPhase phase,
        @Nullable ConnectionKind kind,
        @Nullable WaitingOn waitingOn,
        @Nullable String name) {

    /** As a condition of SQL, beside others. */
    static final String CONDITION = """
            connection.phase <> 'DELETED'
                and (cast(:phase as text) is null or connection.phase = :phase)
                and (cast(:kind as text) is null or connection.kind = :kind)
                and (cast(:reasons as text[]) is null or connection.reason = any(cast(:reasons as text[])))
                and (cast(:name as text) is null or position(lower(:name) in lower(connection.name)) > 0)
            """;

    private static final int LONGEST_NAME = 63;

    ConnectionFilter {
        if (name != null && (name.length() > LONGEST_NAME || name.indexOf('\0') >= 0)) {
            throw PosternException.invalid(
                    "name", "must be a part of a name: at most %d characters".formatted(LONGEST_NAME));
        }
    }

    Map<String, @Nullable Object> parameters() {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("phase", phase == null ? null : phase.name());
        parameters.put("kind", kind == null ? null : kind.name());
        parameters.put(
                "reasons",
                waitingOn == null
                        ? null
                        : waitingOn.reasons().stream()
                                .map(ConnectionReason::name)
                                .toArray(String[]::new));
        parameters.put("name", name == null || name.isBlank() ? null : name.strip());
        return parameters;
    }
}
