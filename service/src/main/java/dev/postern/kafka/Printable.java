package dev.postern.kafka;

import org.jspecify.annotations.Nullable;

/** Text of the other side, fit for a log, a table and a page: no control characters, no more than a line or two. */
final class Printable {

    static final int MAX = 255;

    private Printable() {}

    static String of(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder result = new StringBuilder();
        text.codePoints().limit(MAX).forEach(point -> result.appendCodePoint(printable(point) ? point : '?'));
        return text.codePointCount(0, text.length()) > MAX ? result + "..." : result.toString();
    }

    /** Whether {@code text} is 1 to 255 printable characters. */
    static boolean fits(@Nullable String text) {
        return text != null
                && !text.isEmpty()
                && text.length() <= MAX
                && text.codePoints().allMatch(Printable::printable);
    }

    private static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
