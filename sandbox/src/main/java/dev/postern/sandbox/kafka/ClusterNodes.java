package dev.postern.sandbox.kafka;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The controller and the brokers of one cluster, each broker on a seat of its own. */
final class ClusterNodes implements AutoCloseable {

    private final ClusterIdentity identity;
    private final ClusterDirectory directory;
    private final ReservedPort controllerPort = ReservedPort.reserve();
    private final NodeProperties properties;
    private final KafkaNode controller;
    private final SortedMap<Integer, Broker> brokers = new ConcurrentSkipListMap<>();

    /** Who sits where. */
    record Broker(BrokerSeat seat, KafkaNode node) {}

    ClusterNodes(ClusterSettings settings, ClusterIdentity identity, ClusterDirectory directory) {
        this.identity = identity;
        this.directory = directory;
        properties = new NodeProperties(settings, identity, directory, controllerPort);
        controller = new KafkaNode(ClusterSettings.CONTROLLER_ID, properties.controller(), List.of(controllerPort));
        for (int nodeId = 1; nodeId <= settings.brokers(); nodeId++) {
            brokers.put(nodeId, seated(nodeId, BrokerSeat.reserve(nodeId)));
        }
    }

    /** Returns when all brokers serve. */
    void start() {
        var nodes = Stream.concat(
                        Stream.of(controller), brokers.values().stream().map(Broker::node))
                .toList();
        nodes.forEach(this::format);
        // All at once: a broker's start waits for the controller, the controller's for nobody.
        InParallel.run(nodes, KafkaNode::start);
    }

    SortedSet<Integer> ids() {
        return new TreeSet<>(brokers.keySet());
    }

    /** @throws IllegalArgumentException if there is none of that id */
    Broker get(int nodeId) {
        var broker = brokers.get(nodeId);
        if (broker == null) {
            throw new IllegalArgumentException("node id must be one of " + ids() + ", not " + nodeId);
        }
        return broker;
    }

    /** What the broker's certificate says by right, its name first. */
    List<String> names(int nodeId) {
        return properties.names(get(nodeId).seat().number());
    }

    /** A broker takes a seat and starts there; what its id has kept in the cluster's directory is its own again. */
    synchronized void join(int nodeId, BrokerSeat seat) {
        refuseTaken(nodeId);
        var broker = seated(nodeId, seat);
        format(broker.node());
        brokers.put(nodeId, broker);
        broker.node().start();
    }

    /** A broker stops and is forgotten; its seat is free for another one. */
    synchronized BrokerSeat leave(int nodeId) {
        var broker = get(nodeId);
        broker.node().stop();
        brokers.remove(nodeId);
        return broker.seat();
    }

    /** @throws IllegalArgumentException if there is a broker of that id, or can be none */
    synchronized void refuseTaken(int nodeId) {
        if (nodeId < 1 || nodeId >= ClusterSettings.CONTROLLER_ID || brokers.containsKey(nodeId)) {
            throw new IllegalArgumentException("node id must be from 1 to %d and none of %s, not %d"
                    .formatted(ClusterSettings.CONTROLLER_ID - 1, ids(), nodeId));
        }
    }

    @Override
    public synchronized void close() {
        // The brokers first, and together: each wants the controller's leave to go.
        try {
            InParallel.run(brokers.values(), broker -> broker.node().stop());
        } finally {
            controller.stop();
            brokers.values().forEach(broker -> broker.seat().release());
            controllerPort.close();
        }
    }

    private Broker seated(int nodeId, BrokerSeat seat) {
        return new Broker(
                seat,
                new KafkaNode(
                        nodeId, properties.broker(nodeId, seat), seat.ports().values()));
    }

    private void format(KafkaNode node) {
        var scram = identity.users().entrySet().stream()
                .flatMap(user -> Stream.of("SCRAM-SHA-256", "SCRAM-SHA-512")
                        .map(mechanism ->
                                "%s=[name=%s,password=%s]".formatted(mechanism, user.getKey(), user.getValue())))
                .toList();
        node.format(directory.node(node.nodeId()), identity.clusterId(), scram);
    }
}
