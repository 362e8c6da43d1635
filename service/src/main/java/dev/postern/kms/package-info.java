/**
 * Adapter to AWS KMS: the key that encrypts our keys. A room of its own, for it serves the room {@code secrets} at the
 * start, before there is anything that {@code privatelink} could be for.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "secrets :: spi"})
package dev.postern.kms;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
