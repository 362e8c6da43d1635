package dev.postern.foundation;

import java.util.regex.Pattern;

/**
 * A name in DNS that a host may have (RFC 1123, section 2.1): labels of letters, digits and hyphens. Kept in one form, so
 * that equal names are equal: in lower case, without a dot at the end.
 *
 * @param value at most 253 characters; labels in other scripts stand as A-labels ({@code xn--...})
 */
public record Hostname(String value) {

    private static final int MOST_CHARACTERS = 253;
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?[0-9]+");

    /** Throws {@link IllegalArgumentException} whose message says what would be right. */
    public Hostname {
        value = canonical(value);
        if (value.isEmpty() || value.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("must have 1 to %d characters".formatted(MOST_CHARACTERS));
        }
        if (!value.chars().allMatch(character -> character < 128)) {
            throw new IllegalArgumentException("must be in ASCII: write labels in other scripts as A-labels (xn--...)");
        }
        if (value.contains("*")) {
            throw new IllegalArgumentException("must be one name, without a wildcard");
        }
        if (value.contains(":") || ENDS_IN_A_NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a name such as kafka.acme.example, not an address");
        }
        if (!LABELS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "must be labels of letters, digits and hyphens joined by dots, such as kafka.acme.example; a label "
                            + "has at most 63 characters and neither begins nor ends with a hyphen");
        }
    }

    /**
     * The one form of a name, whether it is good or not: only ASCII letters have a lower case in DNS (RFC 4343). That of
     * two dots at the end one is the root's does not make the other one right: they stay.
     */
    public static String canonical(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            lower.append(character >= 'A' && character <= 'Z' ? (char) (character + ('a' - 'A')) : character);
        }
        String name = lower.toString();
        boolean rooted = name.endsWith(".") && !name.endsWith("..");
        return rooted ? name.substring(0, name.length() - 1) : name;
    }

    /** Whether this is {@code other} or a name below it. */
    public boolean isWithin(Hostname other) {
        return value.equals(other.value) || value.endsWith("." + other.value);
    }

    /** Whether the name has no dot in it. */
    public boolean isSingleLabel() {
        return !value.contains(".");
    }

    @Override
    public String toString() {
        return value;
    }
}
