/**
 * Proves that every broker of a cluster can be reached as the mapping says, and that it is that broker which answers:
 * the ladder of checks, runs of it, what they add up to, and what to do about each check that did not pass.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "foundation",
            "database",
            "http",
            "idempotency",
            "quotas",
            "access",
            "connections",
            "connections :: spi",
            "clusters",
            "clusters :: spi",
            "resolution"
        })
package dev.postern.validation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
