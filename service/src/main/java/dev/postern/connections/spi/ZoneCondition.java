package dev.postern.connections.spi;

/** How a hosted zone is found. */
public enum ZoneCondition {
    /** It is there, in the right VPC, and leads where it should. */
    IN_PLACE,
    /** It is there, but something about it is not as we made it. */
    CHANGED,
    /** There is none. */
    GONE
}
