package dev.postern.connections;

import dev.postern.foundation.TenantId;

/** A connection and whose it is: all that the reconciler is told. */
record ConnectionKey(TenantId tenantId, ConnectionId connectionId) {

    /** Reads what {@link #toString()} wrote. */
    static ConnectionKey parse(String text) {
        int slash = text.indexOf('/');
        return new ConnectionKey(TenantId.of(text.substring(0, slash)), ConnectionId.of(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return tenantId + "/" + connectionId;
    }
}
