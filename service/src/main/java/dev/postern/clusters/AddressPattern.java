package dev.postern.clusters;

import dev.postern.foundation.HostPort;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which broker addresses a route is for: one {@code host:port}, or many by a {@code *} in host, port or both. A
 * {@code *} in the host also covers dots. Case is kept but not heeded.
 */
public record AddressPattern(String text) {

    static final int MAX_LENGTH = 261;

    private static final String FORM =
            "an address is written host:port, exactly (b-1.kafka.internal:9092) or with * (*.use1-az4.kafka.internal:9092, *:*)";
    private static final Pattern HOST_GLOB = Pattern.compile("[A-Za-z0-9._*-]{1,253}");
    private static final Pattern PORT_GLOB = Pattern.compile("[0-9*]{1,6}");

    /** Throws {@link IllegalArgumentException} that says what is wrong and what would be right. */
    public AddressPattern {
        if (text.indexOf('*') < 0) {
            HostPort.parse(text);
        } else {
            checkGlob(text);
        }
    }

    private static void checkGlob(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an address has at most %d characters".formatted(MAX_LENGTH));
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(FORM + "; add a port, or :* for any port");
        }
        String host = text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (!HOST_GLOB.matcher(unbracketed(host)).matches()) {
            throw new IllegalArgumentException(
                    "before the ':' stands a host name of letters, digits, '-', '_', '.' and '*'; " + FORM);
        }
        if (!PORT_GLOB.matcher(port).matches()) {
            throw new IllegalArgumentException(
                    "after the last ':' stands a port from 1 to 65535, or * for any; " + FORM);
        }
        if (port.indexOf('*') < 0 && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
            throw new IllegalArgumentException("port must be from 1 to 65535, but was " + Integer.parseInt(port));
        }
    }

    /** An exact IPv6 host may go with any port: {@code [2001:db8::1]:*}. */
    private static String unbracketed(String host) {
        if (host.startsWith("[") && host.endsWith("]") && host.indexOf('*') < 0) {
            new HostPort(host.substring(1, host.length() - 1), 1);
            return "v6";
        }
        return host;
    }

    /** Whether this names one address and no other. */
    public boolean exact() {
        return text.indexOf('*') < 0;
    }

    public boolean matches(HostPort address) {
        String pattern = text.toLowerCase(Locale.ROOT);
        String candidate = address.key();
        if (exact()) {
            return HostPort.parse(pattern).key().equals(candidate);
        }
        int colon = pattern.lastIndexOf(':');
        int candidateColon = candidate.lastIndexOf(':');
        return Glob.matches(pattern.substring(0, colon), candidate.substring(0, candidateColon))
                && Glob.matches(pattern.substring(colon + 1), candidate.substring(candidateColon + 1));
    }

    @Override
    public String toString() {
        return text;
    }
}
