package dev.postern.connections.spi;

/**
 * What an alias record stands for.
 *
 * @param name a DNS name of an endpoint
 * @param hostedZoneId the zone of AWS that the name lies in, which comes with the name
 */
public record AliasTarget(String name, String hostedZoneId) {}
