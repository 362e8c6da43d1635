package dev.postern.connections;

/** Who acts next. */
enum WaitingOn {
    POSTERN,
    AWS,
    TENANT,
    OPERATOR,
    NOBODY
}
