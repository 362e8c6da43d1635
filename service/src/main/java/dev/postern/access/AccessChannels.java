package dev.postern.access;

/** What replicas tell each other of callers, each with an id as its payload. */
final class AccessChannels {

    static final String TOKEN_REVOKED = "postern_token_revoked";
    static final String TENANT_DELETED = "postern_tenant_deleted";

    private AccessChannels() {}
}
