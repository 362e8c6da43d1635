package dev.postern.clusters;

import dev.postern.foundation.HostPort;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which broker addresses a route is for: one {@code host:port}, or many by a {@code *} in host, port or both. A
 * {@code *} in the host also covers dots. Case is kept but not heeded.
 */
public final class AddressPattern {

    static final int MAX_LENGTH = 261;

    /** Of a new one: more say nothing that fewer do not, and each takes up memory. */
    static final int MAX_STARS = 10;

    private static final String FORM =
            "an address is written host:port, exactly (b-1.kafka.internal:9092) or with * (*.use1-az4.kafka.internal:9092, *:*)";
    private static final Pattern HOST_GLOB = Pattern.compile("[A-Za-z0-9._*-]{1,253}");
    private static final Pattern PORT_GLOB = Pattern.compile("[0-9*]{1,6}");

    private final String text;
    private final boolean exact;
    private final Glob host;
    private final Glob port;

    /** Throws {@link IllegalArgumentException} that says what is wrong and what would be right. */
    public AddressPattern(String text) {
        this.text = text;
        this.exact = text.indexOf('*') < 0;
        String key;
        if (exact) {
            key = HostPort.parse(text).key();
        } else {
            checkGlob(text);
            key = text.toLowerCase(Locale.ROOT);
        }
        int colon = key.lastIndexOf(':');
        this.host = new Glob(key.substring(0, colon));
        this.port = new Glob(key.substring(colon + 1));
    }

    /** As the constructor, for one that somebody asks for now; what is stored may be older than this rule. */
    static AddressPattern asked(String text) {
        if (text.chars().filter(letter -> letter == '*').count() > MAX_STARS) {
            throw new IllegalArgumentException(
                    "an address has at most %d *; leave some out, or make several routes of it".formatted(MAX_STARS));
        }
        return new AddressPattern(text);
    }

    /** As it was written. */
    public String text() {
        return text;
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
        return exact;
    }

    public boolean matches(HostPort address) {
        return matches(address.key());
    }

    /**
     * As the other one, for an address that is held against many patterns.
     *
     * @param key the address's {@link HostPort#key()}
     */
    public boolean matches(String key) {
        int colon = key.lastIndexOf(':');
        return port.matches(key.substring(colon + 1)) && host.matches(key.substring(0, colon));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
