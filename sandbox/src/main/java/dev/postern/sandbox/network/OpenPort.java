package dev.postern.sandbox.network;

/** A port at one address of a load balancer that is open. */
interface OpenPort extends AutoCloseable {

    int port();

    /** Does from now on what is served; false if that takes another kind of port. */
    boolean follow(Serving serving);

    /** Returns when the port is free. */
    @Override
    void close();
}
