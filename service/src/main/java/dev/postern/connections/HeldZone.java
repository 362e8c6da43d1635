package dev.postern.connections;

import org.jspecify.annotations.Nullable;

/**
 * What we hold of a connection's hosted zone.
 *
 * @param number of the zone that is there or the next to be made, see {@link dev.postern.connections.spi.ZoneReference};
 *     0 as long as none can have been made
 * @param id null while it is not known
 * @param changeId of a change that is not known to have arrived; null if there is none
 */
record HeldZone(int number, @Nullable String id, @Nullable String changeId) {

    static final HeldZone NONE = new HeldZone(0, null, null);

    /** Whether there may be one, whether we know of it or not. */
    boolean mayExist() {
        return number > 0;
    }

    /** From here on a zone may be made, or the one that is there looked after. */
    HeldZone begun() {
        return new HeldZone(Math.max(1, number), id, null);
    }

    /** The number was used for a zone that is gone. */
    HeldZone next() {
        return new HeldZone(number + 1, null, null);
    }

    HeldZone made(String zoneId, String change) {
        return new HeldZone(number, zoneId, change);
    }

    /** There is no change to wait for any more. */
    HeldZone settled() {
        return new HeldZone(number, id, null);
    }

    HeldZone gone() {
        return new HeldZone(number, null, null);
    }
}
