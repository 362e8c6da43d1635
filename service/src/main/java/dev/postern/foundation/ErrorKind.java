package dev.postern.foundation;

/** Everything that can go wrong for a caller, without a word of HTTP. The room {@code http} gives each a status. */
public enum ErrorKind {
    /** The request cannot be read at all. */
    MALFORMED_REQUEST(false),
    /** The request can be read, but some of its fields cannot be accepted. */
    INVALID_REQUEST(false),
    UNAUTHENTICATED(false),
    /** The caller may see the resource, but not do this to it. */
    FORBIDDEN(false),
    /** There is no such resource, or the caller may not know that there is. */
    NOT_FOUND(false),
    /** No route leads to the broker address that was asked for. */
    BROKER_UNROUTABLE(false),
    /** The request contradicts the state that the resource is in. */
    CONFLICT(false),
    /** The name is taken by another resource of the same tenant. */
    NAME_TAKEN(false),
    /** The resource cannot go while another one uses it. */
    IN_USE(false),
    /** The endpoint service is claimed by another connection; says nothing of whose. */
    SERVICE_CLAIMED(false),
    /** The idempotency key was used before, with another request or for something that is shown only once. */
    IDEMPOTENCY_KEY_REUSED(false),
    /** A request with the same idempotency key is still under way. */
    IDEMPOTENCY_KEY_IN_USE(true),
    /** The resource has changed since the version that the caller names. */
    VERSION_MISMATCH(false),
    /** A quota of the tenant is used up. */
    QUOTA_EXCEEDED(false),
    /** The caller asks faster than allowed. */
    RATE_LIMITED(true),
    /** Something that the answer needs is away for the moment. */
    UNAVAILABLE(true),
    /** A fault of ours. */
    INTERNAL(false);

    private final boolean retryable;

    ErrorKind(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same request can succeed later without anybody changing anything. */
    public boolean retryable() {
        return retryable;
    }
}
