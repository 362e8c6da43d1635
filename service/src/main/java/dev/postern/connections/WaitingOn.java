package dev.postern.connections;

/** Who acts next. */
public enum WaitingOn {
    POSTERN,
    AWS,
    TENANT,
    OPERATOR,
    NOBODY
}
