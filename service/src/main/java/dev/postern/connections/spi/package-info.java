/** What the heart asks of the outside world; the room {@code privatelink} answers for AWS. */
@NullMarked
@NamedInterface("spi")
package dev.postern.connections.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
