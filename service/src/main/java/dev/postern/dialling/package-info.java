/**
 * Dials what others have a say in. A name is resolved once, each of its addresses is checked, and the address that was
 * checked is the one that is dialled (ADR 0015). Two lists say which private networks that may lead to: one for endpoints,
 * one for the bastions that tenants name.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation"})
package dev.postern.dialling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
