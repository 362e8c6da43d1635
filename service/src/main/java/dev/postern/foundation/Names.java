package dev.postern.foundation;

/** What a name that people give may look like. */
public final class Names {

    public static final String PATTERN = "[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]{0,61}[\\p{L}\\p{N}])?";
    public static final String RULE =
            "must have 1 to 63 letters, digits, spaces, '.', '_' or '-', " + "and begin and end with a letter or digit";

    private Names() {}
}
