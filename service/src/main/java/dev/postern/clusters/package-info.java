/**
 * A tenant's Kafka clusters: bootstrap addresses, security, and the routes that say which way each broker takes.
 * Intent only: what becomes of it is the business of the room {@code resolution}.
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
            "connections :: spi"
        })
package dev.postern.clusters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
