/**
 * Speaks to Kafka brokers: metadata, and the probes of a validation. The only room that knows Kafka's own classes, and
 * of those only its requests, answers and SCRAM: a probe is one blocking connection of ours, so that it dials one
 * address once, logs in once, and no broker can make it read, compute or wait more than we allow (ADR 0006).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"clusters :: spi", "dialling", "foundation"})
package dev.postern.kafka;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
