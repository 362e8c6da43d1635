/** The contract of the ports to Kafka, and a stand-in that keeps it. */
@NullMarked
package dev.postern.clusters.spi;

import org.jspecify.annotations.NullMarked;
