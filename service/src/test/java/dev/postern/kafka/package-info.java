/** The probes against real brokers, and against servers that are worse than any broker. */
@NullMarked
package dev.postern.kafka;

import org.jspecify.annotations.NullMarked;
