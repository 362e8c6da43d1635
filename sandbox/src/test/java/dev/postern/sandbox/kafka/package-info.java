/** The sandbox's Kafka cluster seen by real clients: Kafka's own, and the examples below {@code docs/clients}. */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox.kafka;
