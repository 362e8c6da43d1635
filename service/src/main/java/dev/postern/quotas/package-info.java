/**
 * How much one tenant may have of what is scarce, so that no tenant uses it up for the others. Knows the numbers and
 * refuses; what is counted is known by the room whose it is.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "database"})
package dev.postern.quotas;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
