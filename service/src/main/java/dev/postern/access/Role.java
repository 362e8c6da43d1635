package dev.postern.access;

import java.util.Set;

/** What a caller may do. */
public enum Role {
    /** Everything, for every tenant. */
    OPERATOR_ADMIN,
    /** Reads everything of every tenant. */
    OPERATOR_VIEWER,
    /** Everything of one tenant. */
    TENANT_ADMIN,
    /** Reads everything of one tenant. */
    TENANT_VIEWER,
    /** Reads resolver mappings and nothing else: of one tenant, or of all. */
    DATA_PLANE;

    /** The roles of tokens that belong to the operator rather than to a tenant. */
    static final Set<Role> OF_OPERATOR = Set.of(OPERATOR_ADMIN, OPERATOR_VIEWER, DATA_PLANE);

    /** The roles of tokens that belong to a tenant. */
    static final Set<Role> OF_TENANT = Set.of(TENANT_ADMIN, TENANT_VIEWER, DATA_PLANE);
}
