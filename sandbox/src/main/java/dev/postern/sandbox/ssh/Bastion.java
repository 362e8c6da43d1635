package dev.postern.sandbox.ssh;

import dev.postern.sandbox.network.LoopbackBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.SortedSet;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running bastion, on port {@value #PORT} of a loopback address of its own, with one user and at first nobody who may
 * log in. It forwards connections ({@code direct-tcpip}) and does nothing else.
 *
 * <p>A client names the place that it wants to be connected with as it is called in the tenant's network. Addresses of
 * loopback may be named too; every other address is out of reach, and no other name resolves.
 *
 * <p>Safe for use by several threads; any number may run in one JVM.
 */
public final class Bastion implements AutoCloseable {

    /** The one user there is. */
    public static final String USER = "postern";

    public static final int PORT = 2222;

    private static final Logger log = LoggerFactory.getLogger(Bastion.class);

    static {
        Ed25519.prepare();
    }

    private final Home home;
    private final LoopbackBlock block;
    private final InetSocketAddress address;
    private final HostKeys hostKeys;
    private final Doorkeeper doorkeeper = new Doorkeeper(USER);
    private final Tally tally = new Tally();
    private final SshPort port;
    private final BastionFaults faults;

    private Bastion(PrivateNetwork network, Home home, LoopbackBlock block) throws IOException {
        this.home = home;
        this.block = block;
        this.address = new InetSocketAddress(InetAddress.ofLiteral(block.regional()), PORT);
        this.hostKeys = new HostKeys(home.hostKey());
        doorkeeper.install(home.authorizedKeys());
        Reach reach = new Reach(network);
        Wire wire = new Wire();
        this.port = SshPort.start(BastionServer.configure(hostKeys, doorkeeper, reach, tally), address, wire);
        this.faults = new BastionFaults(hostKeys, reach, wire, port);
    }

    /**
     * Opens a bastion that is new in everything.
     *
     * @throws IOException if it cannot listen
     */
    public static Bastion open(PrivateNetwork network) throws IOException {
        return open(network, Home.none());
    }

    /**
     * Opens a bastion that has the address, the host key and the authorized keys that are kept in that directory, or one
     * that is new and is kept there from now on.
     *
     * @throws IOException if it cannot listen, or if what is kept cannot be read
     */
    public static Bastion open(PrivateNetwork network, Path directory) throws IOException {
        return open(network, Home.in(directory));
    }

    private static Bastion open(PrivateNetwork network, Home home) throws IOException {
        LoopbackBlock block = home.block();
        try {
            return new Bastion(network, home, block);
        } catch (IOException | RuntimeException e) {
            block.close();
            throw e;
        }
    }

    /** Where it listens, or would if its port were not closed. */
    public InetSocketAddress address() {
        return address;
    }

    /** {@value #USER}. */
    public String user() {
        return USER;
    }

    /** The public host key that new connections are shown, {@code ssh-ed25519 AAAA...}. */
    public String hostKey() {
        return PublicKeyEntry.toString(hostKeys.current().getPublic());
    }

    /** The fingerprint of the same key, {@code SHA256:...}. */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(hostKeys.current().getPublic());
    }

    /**
     * Installs an {@code authorized_keys} file in the place of the one before; an empty one lets nobody in. As with sshd,
     * sessions that are open keep what the line allowed that let them in.
     *
     * @throws IllegalArgumentException if sshd would pass over one of the lines, or if a line has an option that this
     *     bastion could not obey; nothing is changed then, and the message says which line and why
     */
    public void authorize(String authorizedKeys) {
        AuthorizedKeys keys = AuthorizedKeys.parse(authorizedKeys);
        home.keep(keys);
        doorkeeper.install(keys);
    }

    /** The file as it was installed; empty at first. */
    public String authorizedKeys() {
        return doorkeeper.installed().text();
    }

    /** As whom anybody has asked to be let in since it was opened, whether they were or not. */
    public SortedSet<String> usersTold() {
        return doorkeeper.usersTold();
    }

    /** What goes wrong with it. */
    public BastionFaults faults() {
        return faults;
    }

    /** What it has counted so far. */
    public BastionCounters counters() {
        return tally.read();
    }

    /** Cuts every connection and gives up the address. */
    @Override
    public void close() {
        try {
            port.shutDown();
        } catch (IOException e) {
            log.warn("The bastion at {} did not stop in good order", address, e);
        }
        block.close();
    }
}
