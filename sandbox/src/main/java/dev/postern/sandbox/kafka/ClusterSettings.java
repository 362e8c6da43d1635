package dev.postern.sandbox.kafka;

import java.util.List;
import java.util.Map;

/**
 * How a cluster's brokers are to look.
 *
 * @param nameSuffix broker {@code n} advertises {@code b-n.<suffix>}
 * @param zones the brokers' racks, in turn
 * @param extraNames further names in every broker's certificate
 * @param properties of Kafka, for every node, stronger than the sandbox's own
 */
record ClusterSettings(
        int brokers, String nameSuffix, List<String> zones, List<String> extraNames, Map<String, String> properties) {

    /** Far from the brokers' ids, as an offset port for a node id would be refused for it. */
    static final int CONTROLLER_ID = 100;

    ClusterSettings {
        if (brokers < 1 || brokers >= CONTROLLER_ID) {
            throw new IllegalArgumentException("brokers must be 1 to " + (CONTROLLER_ID - 1) + ", not " + brokers);
        }
        if (nameSuffix.isBlank()) {
            throw new IllegalArgumentException("nameSuffix must not be blank");
        }
        if (zones.isEmpty()) {
            throw new IllegalArgumentException("zones must name at least one zone");
        }
        zones = List.copyOf(zones);
        extraNames = List.copyOf(extraNames);
        properties = Map.copyOf(properties);
    }

    String advertisedName(int nodeId) {
        return "b-" + nodeId + "." + nameSuffix;
    }

    String rack(int nodeId) {
        return zones.get((nodeId - 1) % zones.size());
    }
}
