package dev.postern.sandbox.ssh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code permitopen="host:port"}. Names are compared letter by letter: there are no patterns and no look-ups; only a
 * whole host or a whole port may be {@code *} (OpenSSH's {@code open_match}).
 *
 * @param port {@value #ANY_PORT} stands for every one
 */
record PermitOpen(String host, int port) {

    private static final Pattern TARGET = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:/]+))[:/](\\*|\\d{1,5})");
    private static final String ANY_HOST = "*";
    private static final int ANY_PORT = -1;
    private static final int MAX_PORT = 65_535;

    /**
     * @throws IllegalArgumentException if it is not {@code host:port}
     */
    static PermitOpen parse(String text) {
        Matcher target = TARGET.matcher(text);
        if (!target.matches()) {
            throw new IllegalArgumentException("permitopen must be \"host:port\", but is \"" + text + "\"");
        }
        int port = target.group(3).equals("*") ? ANY_PORT : Integer.parseInt(target.group(3));
        if (port == 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("permitopen has no valid port: \"" + text + "\"");
        }
        return new PermitOpen(target.group(1) == null ? target.group(2) : target.group(1), port);
    }

    boolean covers(String wantedHost, int wantedPort) {
        return (port == ANY_PORT || port == wantedPort) && (host.equals(ANY_HOST) || host.equals(wantedHost));
    }
}
