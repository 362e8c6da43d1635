package dev.postern.connections.spi;

/** How far a change in DNS has come. */
public enum ChangeProgress {
    /** On its way to the name servers. */
    PENDING,
    /** All of them answer by it. */
    IN_SYNC,
    /** AWS knows no such change (any more). */
    UNKNOWN
}
