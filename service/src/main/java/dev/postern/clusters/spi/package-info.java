/** What the rooms ask of Kafka brokers; the room {@code kafka} answers. */
@NullMarked
@NamedInterface("spi")
package dev.postern.clusters.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
