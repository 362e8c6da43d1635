package dev.postern.connections.spi;

/** How far a deletion has come. */
public enum Removal {
    /** AWS says that there is nothing left. */
    GONE,
    /** AWS has taken the order and is at it. */
    UNDER_WAY
}
