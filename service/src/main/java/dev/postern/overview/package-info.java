/**
 * How a tenant's connections and clusters are, and those of the whole fleet, in a few numbers: reads what other rooms
 * keep, and keeps nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "database", "access", "connections", "clusters"})
package dev.postern.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
