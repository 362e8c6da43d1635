package dev.postern.clusters;

/** Which brokers a route is for. */
public sealed interface RouteMatch {

    /** By address, which is known of every broker, also of one not seen yet. */
    record ByAddress(AddressPattern pattern) implements RouteMatch {}

    /** By node id, which is known only once the cluster has been asked. */
    record ByNodeId(NodeIds nodeIds) implements RouteMatch {}
}
