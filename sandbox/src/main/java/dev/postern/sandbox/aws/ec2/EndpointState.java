package dev.postern.sandbox.aws.ec2;

/** The states of a VPC endpoint, named as they are on the wire ("VpcEndpoint" in the EC2 API reference). */
public enum EndpointState {
    PENDING_ACCEPTANCE("pendingAcceptance"),
    PENDING("pending"),
    AVAILABLE("available"),
    REJECTED("rejected"),
    EXPIRED("expired"),
    FAILED("failed"),
    DELETING("deleting"),
    DELETED("deleted");

    private final String wireName;

    EndpointState(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    boolean isAccepted() {
        return this == PENDING || this == AVAILABLE;
    }

    boolean isBeingDeleted() {
        return this == DELETING || this == DELETED;
    }

    /** False for what the owner of the service has no connection to any more. */
    boolean isOpenRequest() {
        return this == PENDING_ACCEPTANCE || isAccepted();
    }
}
