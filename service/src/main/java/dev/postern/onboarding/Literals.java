package dev.postern.onboarding;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * How a value is written down so that it stays one, whatever it is: a literal with its quotes. It has no line break and
 * nothing in it that a language could take for its own, so that it may stand in a comment of one line as well.
 */
final class Literals {

    /** Besides letters and digits; none of them means anything within quotes, in any of the languages. */
    private static final String HARMLESS = " _.,:;/@#+=()-*";

    private static final int ASCII = 0x7f;
    private static final int BASIC_PLANE = 0xffff;
    private static final int REPLACEMENT = 0xfffd;

    private Literals() {}

    /** Of HCL (native syntax, "Quoted templates") and of Go ("String literals"): by code points. */
    static String byCodePoint(String value) {
        return '"' + escape(value, point -> (point > BASIC_PLANE ? "\\U%08x" : "\\u%04x").formatted(point)) + '"';
    }

    /** Of JavaScript (ECMA-262, "String Literals"): by UTF-16 code units. */
    static String byCodeUnit(String value) {
        return '"'
                + escape(value, point -> {
                    StringBuilder units = new StringBuilder();
                    for (char unit : Character.toChars(point)) {
                        units.append("\\u%04x".formatted((int) unit));
                    }
                    return units.toString();
                })
                + '"';
    }

    /** Of C, by bytes of UTF-8; three octal digits end by themselves. */
    static String byByte(String value) {
        return '"' + octal(value) + '"';
    }

    /** Of bash, {@code $'...'} where anything is escaped (bash(1), "QUOTING"). */
    static String ansiQuoted(String value) {
        String text = octal(value);
        return (text.equals(value) ? "'" : "$'") + text + '\'';
    }

    /** For sshd_config(5), which can escape nothing: what is no harmless letter becomes {@code _}. */
    static String plain(String value) {
        return '"' + escape(value, point -> "_") + '"';
    }

    private static String octal(String value) {
        return escape(value, point -> {
            StringBuilder bytes = new StringBuilder();
            for (byte one : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                bytes.append("\\%03o".formatted(Byte.toUnsignedInt(one)));
            }
            return bytes.toString();
        });
    }

    private static String escape(String value, IntFunction<String> escaped) {
        StringBuilder text = new StringBuilder();
        value.codePoints().map(Literals::storable).forEach(point -> {
            if (harmless(point)) {
                text.appendCodePoint(point);
            } else {
                text.append(escaped.apply(point));
            }
        });
        return text.toString();
    }

    /** Half a surrogate pair and NUL are in no text that these languages could hold. */
    private static int storable(int point) {
        return point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                ? REPLACEMENT
                : point;
    }

    private static boolean harmless(int point) {
        return point <= ASCII && (Character.isLetterOrDigit(point) || HARMLESS.indexOf(point) >= 0);
    }
}
