/** What this room asks of the rooms that hold a tenant's resources. */
@NullMarked
@NamedInterface("spi")
package dev.postern.access.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
