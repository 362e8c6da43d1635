/** Plain types that every room speaks in: typed ids, addresses, secrets, errors, pages. No beans, no frameworks. */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package dev.postern.foundation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
