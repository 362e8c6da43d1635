/**
 * What changed: every {@link dev.postern.foundation.DomainEvent} is written down in the transaction that makes it true,
 * and told, in the order of commits, to whoever follows.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "database", "access"})
package dev.postern.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
