/**
 * How fast callers may ask: each token, each tenant, each address that logs in wrongly, changes of a tenant, and how many may wait at once. In
 * memory, for each replica by itself: no request costs a query for this (ADR 0015).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "http", "access", "access :: spi"})
package dev.postern.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
