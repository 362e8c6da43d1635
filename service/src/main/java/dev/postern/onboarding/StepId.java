package dev.postern.onboarding;

/** The steps from nothing to a validated mapping, in their order; each kind of connection has those that it needs. */
enum StepId {
    CREATE_CONNECTION("Make the connection"),
    CREATE_PRINCIPAL("Postern makes the connection's principal"),
    NAME_SERVICE("Make the endpoint service and tell its name"),
    ALLOW_PRINCIPAL("Allow the principal to use the service"),
    ACCEPT_ENDPOINT("Accept the endpoint"),
    APPROVE_HOST_KEY("Approve the bastion's host key"),
    INSTALL_KEYS("Let Postern's keys in"),
    PERMIT_FORWARDING("Permit forwarding to the brokers"),
    CONNECTION_AVAILABLE("The connection is available"),
    ADD_CLUSTER("Add the cluster"),
    MAPPING_ENTRIES("The brokers are in the mapping"),
    VALIDATE("Validate the cluster"),
    DELETION("Take the connection down");

    private final String title;

    StepId(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
