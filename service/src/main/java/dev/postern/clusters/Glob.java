package dev.postern.clusters;

import java.util.Arrays;
import java.util.List;

/**
 * Text in which {@code *} stands for any run of characters, taken apart once. What lies between two {@code *} is looked
 * for where the last one was found, and never again: no pattern makes us go back.
 */
final class Glob {

    private final String head;
    private final List<String> middle;
    private final String tail;
    private final boolean exact;

    Glob(String pattern) {
        String[] pieces = pattern.split("\\*+", -1);
        this.exact = pieces.length == 1;
        this.head = pieces[0];
        this.tail = pieces[pieces.length - 1];
        this.middle = exact ? List.of() : List.copyOf(Arrays.asList(pieces).subList(1, pieces.length - 1));
    }

    /** Both must be in the same case. */
    boolean matches(String text) {
        if (exact) {
            return head.equals(text);
        }
        int end = text.length() - tail.length();
        if (end < head.length() || !text.startsWith(head) || !text.endsWith(tail)) {
            return false;
        }
        int at = head.length();
        for (String piece : middle) {
            int found = text.indexOf(piece, at, end);
            if (found < 0) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }
}
