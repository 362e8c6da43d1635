package dev.postern.validation;

import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;

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

    /** Whether a cluster whose listeners speak {@code protocol} has this check at all. */
    boolean applies(SecurityProtocol protocol) {
        return switch (this) {
            case TLS -> protocol.tls();
            case LOGIN -> protocol.sasl();
            case RESOLVE, TCP, API_VERSIONS, IDENTITY -> true;
        };
    }
}
