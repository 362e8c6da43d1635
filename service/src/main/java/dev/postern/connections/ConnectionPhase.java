package dev.postern.connections;

/** How far a connection is, in few words that are the same for every kind. */
public enum ConnectionPhase {
    /** Nothing has been done yet. */
    PENDING,
    /** We or AWS are at it. */
    PROVISIONING,
    /** Nothing goes on before somebody acts. */
    ACTION_REQUIRED,
    /** Clients can be sent there. */
    AVAILABLE,
    /** It was available and something is wrong now. */
    DEGRADED,
    /** Given up until somebody asks for a retry. */
    FAILED,
    /** Being taken down. */
    DELETING,
    /** A tombstone. */
    DELETED
}
