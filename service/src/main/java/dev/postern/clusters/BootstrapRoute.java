package dev.postern.clusters;

import dev.postern.connections.ConnectionId;

/**
 * The way for bootstrap names of their own, which no broker advertises.
 *
 * @param port the listener there that any broker answers on, 1 to 65535
 */
public record BootstrapRoute(ConnectionId connectionId, int port) {}
