package dev.postern.foundation;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address as a Kafka client sees it: a host name or IP literal, as written, and a port.
 *
 * @param host a DNS name or an IPv4 or IPv6 literal (without brackets), at most 253 characters; its case is kept
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,62}))*\\.?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    public HostPort {
        if (host.isEmpty() || host.length() > 253) {
            throw new IllegalArgumentException("host must have 1 to 253 characters");
        }
        if (!NAME.matcher(host).matches()
                && !(host.contains(":") && IPV6.matcher(host).matches())) {
            throw new IllegalArgumentException(
                    "host must be a DNS name (letters, digits, '-', '_', '.') or an IP address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be from 1 to 65535, but was " + port);
        }
    }

    /** Reads {@code host:port}, or {@code [v6]:port}. Throws {@link IllegalArgumentException} that says what is wrong. */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("an address is written host:port, for example b-1.kafka.internal:9092");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw new IllegalArgumentException("an IPv6 address is written in brackets: [2001:db8::1]:9092");
        }
        String digits = text.substring(colon + 1);
        if (!digits.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("the port after the last ':' must be a number from 1 to 65535");
        }
        return new HostPort(host, Integer.parseInt(digits));
    }

    /** The form under which two addresses are the same address: DNS names do not heed case. */
    public String key() {
        return toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
