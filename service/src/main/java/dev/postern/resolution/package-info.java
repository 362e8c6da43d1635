/**
 * Where clients really connect: the topology that a cluster advertises, and the resolver mapping as the pure join of
 * topology, routes and endpoints. Fails closed: an address that no route covers has no way in.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "database",
            "http",
            "idempotency",
            "quotas",
            "secrets",
            "access",
            "access :: spi",
            "connections",
            "tunnels",
            "clusters",
            "clusters :: spi"
        })
package dev.postern.resolution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
