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

    private static final String CONNECTION = "connection";
    private static final List<String> AREAS =
            List.of("configuration", CONNECTION, "bootstrap", "metadata", "broker", "run");
    private static final List<String> RUNGS =
            Stream.of(Rung.values()).map(Rung::word).toList();
    private static final String AVAILABLE = "available";
    private static final List<String> WAY_IN = Stream.concat(
                    Stream.of(AVAILABLE), Stream.of(BastionRung.values()).map(BastionRung::word))
            .toList();
    private static final Comparator<CheckId> ORDER = Comparator.<CheckId>comparingInt(id -> AREAS.indexOf(id.part(0)))
            .thenComparingLong(CheckId::nodeId)
            .thenComparing(CheckId::connectionId)
            .thenComparingInt(id -> (id.part(0).equals(CONNECTION) ? WAY_IN : RUNGS).indexOf(id.last()))
            .thenComparing(CheckId::value);

    static CheckId configuration(String what) {
        return new CheckId("configuration/" + what);
    }

    static CheckId connection(ConnectionId id) {
        return new CheckId("connection/%s/%s".formatted(id, AVAILABLE));
    }

    static CheckId bastion(ConnectionId id, BastionRung rung) {
        return new CheckId("connection/%s/%s".formatted(id, rung.word()));
    }

    static CheckId bootstrap(Rung rung) {
        return new CheckId("bootstrap/" + rung.word());
    }

    static CheckId broker(int nodeId, Rung rung) {
        return new CheckId("broker/%d/%s".formatted(nodeId, rung.word()));
    }

    /** Whether it is that check, of whomever. */
    boolean is(Rung rung) {
        return last().equals(rung.word());
    }

    /** Whether both are about one broker, or about the bootstrap addresses. */
    boolean sameParty(CheckId other) {
        return value.substring(0, value.lastIndexOf('/'))
                .equals(other.value.substring(0, other.value.lastIndexOf('/')));
    }

    private long nodeId() {
        return part(0).equals("broker") ? Long.parseLong(part(1)) : 0;
    }

    /** Empty where it is about none. */
    private String connectionId() {
        return part(0).equals(CONNECTION) ? part(1) : "";
    }

    private String last() {
        return value.substring(value.lastIndexOf('/') + 1);
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
