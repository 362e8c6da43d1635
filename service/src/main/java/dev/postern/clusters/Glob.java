package dev.postern.clusters;

import java.util.Arrays;
import java.util.List;

/**
 * Text in which {@code *} stands for any run of characters, taken apart once. Whatever it holds, no character of a text is
 * looked at more than a few times.
 */
final class Glob {

    private final String head;
    private final List<Piece> middle;
    private final String tail;
    private final boolean exact;

    Glob(String pattern) {
        String[] pieces = pattern.split("\\*+", -1);
        this.exact = pieces.length == 1;
        this.head = pieces[0];
        this.tail = pieces[pieces.length - 1];
        this.middle = exact
                ? List.of()
                : Arrays.stream(pieces, 1, pieces.length - 1).map(Piece::of).toList();
    }

    /** Both must be in the same case. */
    boolean matches(CharSequence text) {
        if (exact) {
            return head.contentEquals(text);
        }
        int end = text.length() - tail.length();
        if (end < head.length() || !stands(head, text, 0) || !stands(tail, text, end)) {
            return false;
        }
        int at = head.length();
        for (Piece piece : middle) {
            at = piece.endIn(text, at, end);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean stands(String piece, CharSequence text, int at) {
        for (int letter = 0; letter < piece.length(); letter++) {
            if (text.charAt(at + letter) != piece.charAt(letter)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What lies between two {@code *}, to be looked for as Knuth, Morris and Pratt do (SIAM J. Comput. 6, 1977).
     *
     * @param borders for each length of what was found of it, how much of that is its beginning again
     */
    private record Piece(String letters, short[] borders) {

        static Piece of(String letters) {
            short[] borders = new short[letters.length()];
            int border = 0;
            for (int at = 1; at < letters.length(); at++) {
                border = next(letters, borders, border, letters.charAt(at));
                borders[at] = (short) border;
            }
            return new Piece(letters, borders);
        }

        /** Where it ends first between {@code from} and {@code to}; -1 if it is not there. */
        int endIn(CharSequence text, int from, int to) {
            int found = 0;
            for (int at = from; at < to; at++) {
                found = next(letters, borders, found, text.charAt(at));
                if (found == letters.length()) {
                    return at + 1;
                }
            }
            return -1;
        }

        /** How much is found with one more letter. */
        private static int next(String letters, short[] borders, int found, char letter) {
            int kept = found;
            while (kept > 0 && letters.charAt(kept) != letter) {
                kept = borders[kept - 1];
            }
            return letters.charAt(kept) == letter ? kept + 1 : 0;
        }
    }
}
