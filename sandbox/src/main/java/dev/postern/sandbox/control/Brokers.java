package dev.postern.sandbox.control;

/** Kafka brokers that can be stopped and started again. */
public interface Brokers {

    /**
     * Returns when the broker is down; does nothing if it is.
     *
     * @throws java.util.NoSuchElementException if there is no broker of that id
     */
    void stop(int nodeId);

    /**
     * Returns when the broker is up; does nothing if it is.
     *
     * @throws java.util.NoSuchElementException if there is no broker of that id
     */
    void start(int nodeId);
}
