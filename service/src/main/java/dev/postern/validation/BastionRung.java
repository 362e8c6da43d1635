package dev.postern.validation;

/** The checks of one bastion, from the bottom up: each needs those below it. */
enum BastionRung {
    REACHABLE("reachable"),
    HOST_KEY("host-key"),
    LOG_IN("log-in"),
    FORWARDING("forwarding");

    private final String word;

    BastionRung(String word) {
        this.word = word;
    }

    /** As check ids have it. */
    String word() {
        return word;
    }
}
