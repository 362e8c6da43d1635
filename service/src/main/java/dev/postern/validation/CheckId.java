package dev.postern.validation;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.postern.connections.ConnectionId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names a check within a run, such as {@code broker/2/identity}. Sorts as one reads a run: configuration, connections,
 * bootstrap, metadata, then broker by broker from the bottom of the ladder up.
 */
record CheckId(@JsonValue String value) implements Comparable<CheckId> {

    /** Stands for a run that had to be stopped. */
    static final CheckId RUN = new CheckId("run");

    static final CheckId METADATA = new CheckId("metadata");

    private static final List<String> AREAS =
            List.of("configuration", "connection", "bootstrap", "metadata", "broker", "run");
    private static final List<String> RUNGS =
            Stream.of(Rung.values()).map(Rung::word).toList();
    private static final Comparator<CheckId> ORDER = Comparator.<CheckId>comparingInt(id -> AREAS.indexOf(id.part(0)))
            .thenComparingLong(CheckId::nodeId)
            .thenComparingInt(id -> RUNGS.indexOf(id.value.substring(id.value.lastIndexOf('/') + 1)))
            .thenComparing(CheckId::value);

    static CheckId configuration(String what) {
        return new CheckId("configuration/" + what);
    }

    static CheckId connection(ConnectionId id) {
        return new CheckId("connection/%s/available".formatted(id));
    }

    static CheckId bootstrap(Rung rung) {
        return new CheckId("bootstrap/" + rung.word());
    }

    static CheckId broker(int nodeId, Rung rung) {
        return new CheckId("broker/%d/%s".formatted(nodeId, rung.word()));
    }

    private long nodeId() {
        return part(0).equals("broker") ? Long.parseLong(part(1)) : 0;
    }

    private String part(int index) {
        return value.split("/", -1)[index];
    }

    @Override
    public int compareTo(CheckId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return value;
    }
}
