/** A tenant's Kafka clusters: bootstrap addresses, security, routes. */
@NullMarked
package dev.postern.clusters;

import org.jspecify.annotations.NullMarked;
