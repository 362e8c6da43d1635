package dev.postern.clusters;

/** Text in which {@code *} stands for any run of characters. Takes time in proportion to both lengths, whatever they hold. */
final class Glob {

    private Glob() {}

    /** Both must be in the same case. */
    static boolean matches(String pattern, String text) {
        int inPattern = 0;
        int inText = 0;
        int star = -1;
        int resume = 0;
        while (inText < text.length()) {
            if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
                star = inPattern++;
                resume = inText;
            } else if (inPattern < pattern.length() && pattern.charAt(inPattern) == text.charAt(inText)) {
                inPattern++;
                inText++;
            } else if (star >= 0) {
                inPattern = star + 1;
                inText = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(inPattern).chars().allMatch(letter -> letter == '*');
    }
}
