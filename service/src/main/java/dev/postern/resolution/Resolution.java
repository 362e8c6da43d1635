package dev.postern.resolution;

/** The answer for one address. */
public sealed interface Resolution {

    /** Connect there. */
    record Found(MappingEntry entry) implements Resolution {}

    /** Do not connect: there is no way in. */
    record Unroutable(UnroutableReason reason) implements Resolution {}
}
