/**
 * A real Apache Kafka cluster in this JVM, whose brokers advertise names that do not resolve: what a tenant's cluster
 * looks like from the operator's side. {@link dev.postern.sandbox.kafka.KafkaBrokers} is the way in.
 *
 * <p>Only loopback is ever listened on. What forwards the advertised addresses to the brokers is somebody else's
 * business: it asks {@link dev.postern.sandbox.kafka.KafkaBrokers#address} where to.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.kafka;
