package dev.postern.audit;

/** Whether what was tried came to be. */
enum AuditOutcome {
    SUCCEEDED,
    DENIED
}
