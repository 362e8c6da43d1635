/** What the room asks of a gateway; the room {@code bastions} answers with SSH. */
@NullMarked
@NamedInterface("spi")
package dev.postern.tunnels.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
