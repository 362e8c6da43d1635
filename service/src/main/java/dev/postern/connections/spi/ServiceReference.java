package dev.postern.connections.spi;

/**
 * An endpoint service as its owner names it.
 *
 * @param name {@code com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0}
 * @param region where it is; may be another than that of the endpoint
 */
public record ServiceReference(String name, String region) {}
