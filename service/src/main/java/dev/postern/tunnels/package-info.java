/**
 * Managed tunnels: which gateway holds the tunnel of which bastion, and which port of a gateway leads to which broker. What
 * it asks of a gateway is in {@code spi}; the room {@code bastions} answers.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "database", "connections", "connections :: spi"})
package dev.postern.tunnels;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
