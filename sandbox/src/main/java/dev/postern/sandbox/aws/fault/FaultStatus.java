package dev.postern.sandbox.aws.fault;

/**
 * A fault in force.
 *
 * @param seen how many matching calls there were since it was added
 * @param struck how many of them it has struck
 * @param waiting how many wait because of it at this moment
 */
public record FaultStatus(String id, Fault fault, long seen, int struck, int waiting) {}
