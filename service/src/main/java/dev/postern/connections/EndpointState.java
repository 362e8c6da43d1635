package dev.postern.connections;

import java.util.Arrays;

/**
 * The states of a VPC endpoint that we know (AWS API, {@code VpcEndpoint}). On the wire they are written in more than one
 * way, and there are more of them than the document lists.
 */
enum EndpointState {
    PENDING_ACCEPTANCE("pendingAcceptance"),
    PENDING("pending"),
    AVAILABLE("available"),
    REJECTED("rejected"),
    EXPIRED("expired"),
    FAILED("failed"),
    DELETING("deleting"),
    DELETED("deleted"),
    /** None of these: says nothing about the endpoint, least of all that it failed. */
    UNKNOWN("");

    private final String wireName;

    EndpointState(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** Whether the endpoint is on its way out, or gone. */
    boolean leaving() {
        return switch (this) {
            case DELETING, DELETED -> true;
            case PENDING_ACCEPTANCE, PENDING, AVAILABLE, REJECTED, EXPIRED, FAILED, UNKNOWN -> false;
        };
    }

    /** Reads a state without regard to its case. */
    static EndpointState of(String text) {
        return Arrays.stream(values())
                .filter(state -> state.wireName.equalsIgnoreCase(text))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
