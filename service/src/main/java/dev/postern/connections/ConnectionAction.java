package dev.postern.connections;

/** What can be done to a connection as it is now. */
enum ConnectionAction {
    /** {@code PATCH} of the name. */
    RENAME,
    /** {@code PATCH} of the service and of the zones, or of the bastion. */
    CHANGE_TARGET,
    /** {@code POST .../host-key}. */
    APPROVE_HOST_KEY,
    /** {@code POST .../keys/rotate}; refused until the second key was seen to be let in, unless forced. */
    ROTATE_KEYS,
    /** {@code POST .../retry}. */
    RETRY,
    /** {@code DELETE}; may still be refused because a cluster uses the connection. */
    DELETE
}
