package dev.postern.connections;

/** What can be done to a connection as it is now. */
enum ConnectionAction {
    /** {@code PATCH} of the name. */
    RENAME,
    /** {@code PATCH} of the service and of the zones. */
    CHANGE_TARGET,
    /** {@code POST .../retry}. */
    RETRY,
    /** {@code DELETE}; may still be refused because a cluster uses the connection. */
    DELETE
}
