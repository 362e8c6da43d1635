/**
 * A stand-in for the outside world, on one machine: an AWS endpoint for the real SDK, load balancers that really
 * forward TCP, a real Kafka cluster, and SSH bastions. It knows nothing of the service.
 */
@org.jspecify.annotations.NullMarked
package dev.postern.sandbox;
