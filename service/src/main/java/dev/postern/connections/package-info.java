/**
 * The heart: connections as stored intent, their states and history, and the reconciler that makes them true through
 * the ports in {@code spi}.
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
            "access :: spi"
        })
package dev.postern.connections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
