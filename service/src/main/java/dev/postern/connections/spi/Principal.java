package dev.postern.connections.spi;

/**
 * The IAM role of a connection.
 *
 * @param arn what the tenant allows; without a path
 * @param effective whether it can be assumed already, which takes some seconds after its creation
 * @param made whether it was not there before, and has just been made
 */
public record Principal(String arn, boolean effective, boolean made) {}
