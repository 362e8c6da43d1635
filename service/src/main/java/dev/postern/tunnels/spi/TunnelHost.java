package dev.postern.tunnels.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** A gateway: holds tunnels to bastions, and listens for clients that want to go through. */
public interface TunnelHost {

    /**
     * Makes it so that these tunnels are held, and no others: opens, changes, closes. Returns at once; to be called again
     * and again with all orders, changed or not. What was ordered is tried for as long as it is ordered.
     *
     * <ul>
     *   <li>A tunnel that is not among them is closed with all that goes through it, and so are its ports.
     *   <li>Another host, port, user or host key: the session ends, and another one takes its place.
     *   <li>Other keys: what runs goes on, and the next log-in is made with them.
     *   <li>Other listeners: only those that differ are opened or closed. What goes through a closed one goes on.
     * </ul>
     *
     * Does nothing once {@link #drain} was called.
     */
    void hold(Collection<TunnelOrder> orders);

    /**
     * Closes all ports: whoever comes is refused at once, and what goes through goes on. The next {@link #hold} opens them
     * again.
     */
    void stopListening();

    /** How the tunnels are, by the id of the connection. Never waits. */
    Map<String, TunnelCondition> conditions();

    /**
     * Stops listening, waits for as long as clients are connected, and then closes all tunnels; for good.
     *
     * @param limit after which tunnels are closed though there are clients left
     */
    void drain(Duration limit);
}
