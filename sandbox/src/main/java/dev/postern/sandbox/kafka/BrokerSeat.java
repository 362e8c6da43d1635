package dev.postern.sandbox.kafka;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The place of a broker in its cluster: its name, its zone and its ports, whatever the node id of who sits there.
 *
 * @param number 1 and up; as the cluster starts, the node id
 */
record BrokerSeat(int number, Map<Listener, ReservedPort> ports) {

    /** A seat on ports that were free. */
    static BrokerSeat reserve(int number) {
        var ports = new EnumMap<Listener, ReservedPort>(Listener.class);
        for (var listener : Listener.values()) {
            ports.put(listener, ReservedPort.reserve());
        }
        return new BrokerSeat(number, Collections.unmodifiableMap(ports));
    }

    ReservedPort port(Listener listener) {
        var port = ports.get(listener);
        if (port == null) {
            throw new IllegalStateException("seat " + number + " has no " + listener);
        }
        return port;
    }

    void release() {
        ports.values().forEach(ReservedPort::close);
    }
}
