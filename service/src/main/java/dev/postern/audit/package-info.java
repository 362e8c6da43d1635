/**
 * Who did what: an append-only table, written in the transaction of the change that it tells of. Rooms do not call it;
 * they publish an {@link dev.postern.foundation.AuditedChange}. What callers were denied it notices by itself.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "database", "http", "access"})
package dev.postern.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
