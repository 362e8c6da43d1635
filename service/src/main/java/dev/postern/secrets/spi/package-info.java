/** What the room asks of whoever holds the key that encrypts our keys. */
@NullMarked
@NamedInterface("spi")
package dev.postern.secrets.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
