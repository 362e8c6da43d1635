/**
 * What changed: every {@link dev.postern.foundation.DomainEvent} is written down in the transaction that makes it true.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "database"})
package dev.postern.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
