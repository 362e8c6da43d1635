package dev.postern.sandbox.control;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code host:port}, as a person writes it. */
record HostAndPort(String host, int port) {

    private static final Pattern TEXT = Pattern.compile("(.+):(\\d{1,5})");

    /**
     * @throws ControlException if it does not look like that
     */
    static HostAndPort parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw ControlException.badRequest("'" + text + "' is no target; it looks like 127.0.0.1:9092");
        }
        return new HostAndPort(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }
}
