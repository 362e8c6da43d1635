package dev.postern.sandbox.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Allots {@linkplain LoopbackBlock blocks} so that no two sandboxes on this machine get the same one: within the JVM by
 * bookkeeping, across processes by a listening socket on the last address of every range of 256 addresses in use. A
 * range that another process holds is passed over.
 *
 * <p>Blocks are allotted in rising order and come back into use only after all others: a client with an outdated
 * mapping meets a closed port rather than another endpoint.
 */
public final class LoopbackBlocks {

    /** The allotment of this JVM. */
    public static final LoopbackBlocks JVM = new LoopbackBlocks();

    private static final int FIRST_SECOND_OCTET = 64;
    private static final int LAST_SECOND_OCTET = 254;
    private static final int BLOCKS_IN_RANGE = 256 / LoopbackBlock.SIZE;
    private static final int BLOCKS = (LAST_SECOND_OCTET - FIRST_SECOND_OCTET + 1) * 256 * BLOCKS_IN_RANGE;
    static final int LEASE_PORT = 64_999;

    /** How many blocks there are below the first that is allotted, without those of 127.0.x.y. */
    public static final int UNUSED = (FIRST_SECOND_OCTET - 1) * 256 * BLOCKS_IN_RANGE;

    private final Map<Integer, ServerSocket> leases = new HashMap<>();
    private final Set<Integer> allotted = new HashSet<>();
    private int next;

    private LoopbackBlocks() {}

    /**
     * The next free block.
     *
     * @throws IllegalStateException if every block is in use
     */
    public synchronized LoopbackBlock allot() {
        for (int tried = 0; tried < BLOCKS; tried++) {
            int number = next;
            next = (next + 1) % BLOCKS;
            LoopbackBlock block = take(number);
            if (block != null) {
                return block;
            }
        }
        throw new IllegalStateException("every loopback block of this machine is in use");
    }

    /**
     * The block that has this regional address if it is free, so that an endpoint keeps its addresses across a restart;
     * otherwise the next free one.
     */
    public synchronized LoopbackBlock allotAgain(String regionalAddress) {
        if (isUnused(regionalAddress)) {
            return new LoopbackBlock(this, numberOf(regionalAddress));
        }
        LoopbackBlock block = take(numberOf(regionalAddress));
        return block != null ? block : allot();
    }

    /**
     * A block that nothing is ever opened at, for endpoints by the thousand that only have to look right: it is not
     * allotted, costs no socket, and need not be closed.
     *
     * @param index from 0 to {@link #UNUSED} - 1; the same block for the same index
     */
    public LoopbackBlock unused(int index) {
        if (index < 0 || index >= UNUSED) {
            throw new IllegalArgumentException("index must be from 0 to " + (UNUSED - 1) + ", but is " + index);
        }
        return new LoopbackBlock(this, -1 - index);
    }

    /** True if an address is one of an {@linkplain #unused} block. */
    public static boolean isUnused(String literal) {
        return numberOf(literal) < 0;
    }

    synchronized void release(LoopbackBlock block) {
        if (allotted.remove(block.number())) {
            int range = block.number() / BLOCKS_IN_RANGE;
            boolean inUse = IntStream.range(range * BLOCKS_IN_RANGE, (range + 1) * BLOCKS_IN_RANGE)
                    .anyMatch(allotted::contains);
            ServerSocket lease = inUse ? null : leases.remove(range);
            if (lease != null) {
                close(lease);
            }
        }
    }

    private @Nullable LoopbackBlock take(int number) {
        if (allotted.contains(number) || !lease(number / BLOCKS_IN_RANGE)) {
            return null;
        }
        allotted.add(number);
        return new LoopbackBlock(this, number);
    }

    private boolean lease(int range) {
        if (leases.containsKey(range)) {
            return true;
        }
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(
                        InetAddress.ofLiteral(literal(range * BLOCKS_IN_RANGE, 255)), LEASE_PORT));
            } catch (IOException e) {
                socket.close();
                return false;
            }
            leases.put(range, socket);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a socket", e);
        }
    }

    private static void close(ServerSocket lease) {
        try {
            lease.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a lease", e);
        }
    }

    static String literal(int number, int offset) {
        int address = number * LoopbackBlock.SIZE + offset;
        return "127." + (FIRST_SECOND_OCTET + (address >> 16)) + "." + ((address >> 8) & 0xFF) + "." + (address & 0xFF);
    }

    private static int numberOf(String literal) {
        String[] octets = literal.split("\\.", -1);
        int address = (Integer.parseInt(octets[1]) - FIRST_SECOND_OCTET) << 16
                | Integer.parseInt(octets[2]) << 8
                | Integer.parseInt(octets[3]);
        return Math.floorDiv(address, LoopbackBlock.SIZE);
    }
}
