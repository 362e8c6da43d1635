/**
 * Who may do what: tenants, API tokens, sessions, people that an OIDC issuer vouches for, roles. Binds the tenant of a request to its thread, so that row-level security
 * knows whose rows may be seen.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "database", "http", "idempotency", "quotas", "secrets"})
package dev.postern.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
