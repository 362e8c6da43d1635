/** The operator's way to rotate the key that secrets are encrypted with; the rotation itself is in {@code secrets}. */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "access", "idempotency", "secrets"})
package dev.postern.rotation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
