package dev.postern.sandbox.network;

/**
 * Sixteen consecutive loopback addresses that belong to one endpoint until the block is closed: one for its regional
 * name, the others for its zones.
 */
public final class LoopbackBlock implements AutoCloseable {

    /** How many zonal addresses a block has; the remaining ones are kept for the block's own bookkeeping. */
    public static final int ZONES = 12;

    static final int SIZE = 16;

    private static final int REGIONAL_OFFSET = 1;
    private static final int FIRST_ZONE_OFFSET = 2;

    private final LoopbackBlocks owner;
    private final int number;

    LoopbackBlock(LoopbackBlocks owner, int number) {
        this.owner = owner;
        this.number = number;
    }

    /** The address of the regional name, as a literal. */
    public String regional() {
        return LoopbackBlocks.literal(number, REGIONAL_OFFSET);
    }

    /**
     * The address of a zone, as a literal.
     *
     * @param index from 0 to {@link #ZONES} - 1
     */
    public String zonal(int index) {
        if (index < 0 || index >= ZONES) {
            throw new IllegalArgumentException("zone index must be from 0 to " + (ZONES - 1) + ", but is " + index);
        }
        return LoopbackBlocks.literal(number, FIRST_ZONE_OFFSET + index);
    }

    int number() {
        return number;
    }

    @Override
    public void close() {
        owner.release(this);
    }
}
