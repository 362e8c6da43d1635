package dev.postern.clusters.spi;

import dev.postern.foundation.HostPort;

/**
 * A way to a broker: the address that clients know and that its certificate names, and where to really connect.
 *
 * @param address the broker's address as advertised, or a bootstrap address
 * @param target where the connection comes out on our side: an endpoint's DNS name or IP literal, and a listener port
 */
public record BrokerWay(HostPort address, HostPort target) {}
