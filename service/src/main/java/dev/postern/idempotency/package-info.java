/**
 * Idempotency keys: a creation that is sent again with the same key answers what the first one answered, and happens
 * once.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "database", "secrets"})
package dev.postern.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
