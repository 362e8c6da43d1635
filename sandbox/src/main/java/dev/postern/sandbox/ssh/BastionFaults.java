package dev.postern.sandbox.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * What goes wrong with a bastion, on demand. Every fault lasts until it is undone, alone or by {@link #mend}. Two faults
 * are not here, for they are only other lines: a key that is not installed, and a {@code permitopen} that is too narrow
 * ({@link Bastion#authorize}).
 *
 * <p>Safe for use by several threads.
 */
public final class BastionFaults {

    private final HostKeys hostKeys;
    private final Reach reach;
    private final Wire wire;
    private final SshPort port;

    BastionFaults(HostKeys hostKeys, Reach reach, Wire wire, SshPort port) {
        this.hostKeys = hostKeys;
        this.reach = reach;
        this.wire = wire;
        this.port = port;
    }

    /**
     * The faults in force.
     *
     * @param delayMillis 0 unless the bastion is slow
     * @param bytesPerSecond {@link Long#MAX_VALUE} unless the bastion is slow
     */
    public record InForce(
            boolean hostKeyChanged,
            boolean forwardingProhibited,
            Set<String> unreachable,
            boolean frozen,
            boolean portClosed,
            long delayMillis,
            long bytesPerSecond) {}

    /** Shows a new host key from the next connection on. */
    public void changeHostKey() {
        hostKeys.change();
    }

    /** Shows the key again that the bastion was opened with, from the next connection on. */
    public void restoreHostKey() {
        hostKeys.restore();
    }

    /**
     * Forwards nothing any more, as with {@code AllowTcpForwarding no}, whatever line let a session in; false takes it
     * back. Sessions that are open obey at once, and connections that are forwarded already stay.
     */
    public void prohibitForwarding(boolean prohibited) {
        reach.prohibit(prohibited);
    }

    /** Has the bastion find no route to there: channels fail with "connect failed". Connections that are there stay. */
    public void unreachable(String host, int port) {
        reach.lose(host, port);
    }

    /** Finds the way to everything again. */
    public void reachable() {
        reach.regainAll();
    }

    /**
     * Stands still, as a machine does that has lost its network: nothing is read, answered or closed, nobody is let in,
     * and TCP connections to its port still come about. Whoever is connected can know only by waiting.
     */
    public void freeze() {
        wire.freeze();
    }

    /** Goes on where it stood still. */
    public void thaw() {
        wire.thaw();
    }

    /**
     * Is slow, for each connection and each way.
     *
     * @param delay of each piece of data; zero for none
     * @param bytesPerSecond at least 1; {@link Long#MAX_VALUE} for as many as possible
     */
    public void slow(Duration delay, long bytesPerSecond) {
        wire.pace(new Pace(delay, bytesPerSecond));
    }

    /** Cuts every connection that is open at the moment, without a word in SSH. New ones are let in. */
    public void drop() {
        port.drop();
    }

    /** Refuses new connections; those that are open stay. Does nothing if the port is closed. */
    public void closePort() {
        port.close();
    }

    /**
     * Listens again, on the same port. Does nothing if the port is open.
     *
     * @throws IOException if somebody else has taken it
     */
    public void openPort() throws IOException {
        port.open();
    }

    /**
     * Undoes everything: the first host key, forwarding allowed, everything within reach, at full speed, on an open port.
     * The authorized keys stay as they are.
     *
     * @throws IOException if somebody else has taken the port
     */
    public void mend() throws IOException {
        restoreHostKey();
        prohibitForwarding(false);
        reachable();
        wire.pace(Pace.FULL);
        thaw();
        openPort();
    }

    public InForce inForce() {
        Pace pace = wire.pace();
        return new InForce(
                !hostKeys.isOwn(),
                reach.isProhibited(),
                reach.unreachable(),
                wire.isFrozen(),
                !port.isOpen(),
                pace.delay().toMillis(),
                pace.bytesPerSecond());
    }
}
