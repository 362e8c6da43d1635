/**
 * Encryption of what we must keep but nobody may read: envelope encryption with Tink, each text bound to the row and
 * column it is for. Also the keyed fingerprints of requests.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation", "database"})
package dev.postern.secrets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
