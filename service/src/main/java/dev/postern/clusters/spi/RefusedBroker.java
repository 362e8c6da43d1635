package dev.postern.clusters.spi;

/**
 * A broker in the metadata that cannot be taken as it stands there.
 *
 * @param nodeId as advertised
 * @param detail what is wrong with it, for people
 */
public record RefusedBroker(int nodeId, String detail) {}
