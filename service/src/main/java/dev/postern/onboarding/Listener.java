package dev.postern.onboarding;

/**
 * A listener of the load balancer, for one broker.
 *
 * @param port of the listener
 * @param broker how it is called, for people
 * @param cluster its name
 * @param brokerPort that the broker listens at itself
 * @param required whether the broker is known to be there; otherwise it may be
 */
record Listener(int port, String broker, String cluster, int brokerPort, boolean required) {

    /** A port may serve two clusters, as long as the same broker is behind it. */
    boolean leadsAsDoes(Listener other) {
        return port == other.port && brokerPort == other.brokerPort && broker.equals(other.broker);
    }
}
