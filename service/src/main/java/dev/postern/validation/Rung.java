package dev.postern.validation;

/** The checks of one broker, from the bottom up: each needs those below it. */
enum Rung {
    RESOLVE("resolve"),
    TCP("tcp"),
    TLS("tls"),
    LOGIN("login"),
    API_VERSIONS("api-versions"),
    IDENTITY("identity");

    private final String word;

    Rung(String word) {
        this.word = word;
    }

    /** As check ids have it. */
    String word() {
        return word;
    }
}
