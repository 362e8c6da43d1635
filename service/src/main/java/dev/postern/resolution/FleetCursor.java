package dev.postern.resolution;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.PosternException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a reader of all mappings has read.
 *
 * @param transaction an unsigned 64-bit transaction id, in decimal
 * @param cluster the id of the last cluster read of it; empty for none
 */
record FleetCursor(String transaction, String cluster) {

    static final FleetCursor START = new FleetCursor("0", "");

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,19})\\.(.{0,40})");

    /** Reads the query parameter {@code after}; from the start if there is none. */
    static FleetCursor parse(@Nullable String after) {
        if (after == null) {
            return START;
        }
        Matcher matcher = FORM.matcher(after);
        if (matcher.matches()) {
            try {
                Long.parseUnsignedLong(matcher.group(1));
                String cluster = matcher.group(2).isEmpty()
                        ? ""
                        : ClusterId.of(matcher.group(2)).value();
                return new FleetCursor(matcher.group(1), cluster);
            } catch (IllegalArgumentException notOurs) {
                // falls through to the one answer for every cursor that we did not make
            }
        }
        throw PosternException.invalid("after", "must be the after of an earlier answer, unchanged; or be left out");
    }

    @Override
    public String toString() {
        return transaction + "." + cluster;
    }
}
