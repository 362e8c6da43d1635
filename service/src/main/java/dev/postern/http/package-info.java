/**
 * What every endpoint shares: errors as problem details (RFC 9457), request ids, paging, conditional requests, merge
 * patches and idempotency keys. Knows nothing of what the endpoints are about.
 */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"foundation", "database"})
package dev.postern.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
