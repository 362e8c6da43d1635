package dev.postern.connections.spi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The caller reference of a hosted zone, by which we know ours: zones are made without tags. Route 53 takes a reference
 * once and never again, so that each zone made for a connection has another number.
 *
 * @param number counts the zones of the connection, from 1
 */
public record ZoneReference(String installation, String connection, int number) {

    private static final Pattern TEXT =
            Pattern.compile("postern\\.(ins_[0-9a-z]{26})\\.(con_[0-9a-z]{26})\\.([1-9][0-9]{0,8})");

    /** Throws {@link IllegalArgumentException} if this would not be read back. */
    public ZoneReference {
        if (!TEXT.matcher(text(installation, connection, number)).matches()) {
            throw new IllegalArgumentException(
                    "a zone is referred to by installation, connection and a number from 1, not by %s, %s and %d"
                            .formatted(installation, connection, number));
        }
    }

    /** Reads what {@link #toString()} wrote; empty for anybody else's reference. */
    public static Optional<ZoneReference> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new ZoneReference(matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether both are of one connection, whatever their numbers. */
    public boolean sharesConnection(ZoneReference other) {
        return installation.equals(other.installation) && connection.equals(other.connection);
    }

    /** 79 characters at most, of the 128 that Route 53 allows. */
    @Override
    public String toString() {
        return text(installation, connection, number);
    }

    private static String text(String installation, String connection, int number) {
        return "postern.%s.%s.%d".formatted(installation, connection, number);
    }
}
