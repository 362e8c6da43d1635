package dev.postern.access;

/** Makes the text of a token, for an operator who wants to configure the first one rather than find it in a file. */
public final class NewToken {

    /** What makes the packaged service print a new token, and do nothing else. */
    public static final String COMMAND = "new-token";

    private NewToken() {}

    public static String text() {
        return TokenSecret.generate().reveal();
    }
}
