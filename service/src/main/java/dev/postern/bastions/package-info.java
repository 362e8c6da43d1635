/**
 * Speaks SSH: asks bastions for their host keys, logs in to them, and holds the managed tunnels of a gateway. The only
 * room that knows Apache MINA, and of that neither its sockets, its threads, its files nor its port forwarding: a session
 * runs over one socket that {@code dialling} opened, read by a virtual thread and written to by whoever has something to
 * say, so that nothing is ever queued for a bastion that does not read (ADR 0017).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"connections :: spi", "dialling", "foundation", "tunnels :: spi"})
package dev.postern.bastions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
