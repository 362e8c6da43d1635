package dev.postern.sandbox.kafka;

import java.net.InetSocketAddress;
import java.util.Map;

/** Kafka brokers with which one can make trouble. */
public interface Brokers {

    /** Where each listener of the broker really is. */
    Map<Listener, InetSocketAddress> addresses(int nodeId);

    /**
     * Shuts a broker down in good order; from then on its addresses refuse connections. Does nothing if it is down.
     *
     * @throws IllegalArgumentException if there is no broker of that id
     */
    void stop(int nodeId);

    /**
     * Starts a stopped broker on the addresses that it had, and returns when it serves. Does nothing if it runs.
     *
     * @throws IllegalArgumentException if there is no broker of that id
     */
    void start(int nodeId);

    /**
     * Lets a new broker join the running cluster, under a name of its own, and returns when it serves.
     *
     * @throws IllegalArgumentException if there is a broker of that id
     */
    void add(int nodeId);

    /** Stops a broker and forgets it, its addresses included. */
    void remove(int nodeId);

    /**
     * Gives a broker another node id: what was at its addresses stops, and a broker of that id starts there.
     *
     * @throws IllegalArgumentException if there is a broker of the new id
     */
    void renumber(int nodeId, int newId);

    /** Has a broker show such a certificate on its listeners with TLS, and returns when it does. */
    void show(int nodeId, BrokerCertificate kind);

    /**
     * Allows a user something. The brokers know a moment later.
     *
     * @throws IllegalStateException if these brokers do not authorize
     */
    void allow(String user, Permission permission);

    /**
     * Takes back what a user was allowed. The brokers know a moment later.
     *
     * @throws IllegalStateException if these brokers do not authorize
     */
    void forbid(String user, Permission permission);

    /**
     * Gives a user another password for SCRAM; that for PLAIN stays. The brokers know a moment later.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    void changePassword(String user, String password);
}
