/**
 * How we reach PostgreSQL: two pools with two roles, the tenant bound to every transaction, the embedded default and
 * the scheduler. {@link dev.postern.database.TenantScope} says for whom the application role may see rows;
 * {@link dev.postern.database.SystemDatabase} is for the few classes that must see all tenants.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "foundation")
package dev.postern.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
