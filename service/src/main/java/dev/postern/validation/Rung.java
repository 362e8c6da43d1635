package dev.postern.validation;

import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;

/** The checks of one broker, from the bottom up: each needs those below it. */
enum Rung {
    RESOLVE("resolve"),
    TCP("tcp"),
    /** Only of ways through a bastion. */
    FORWARDING("forwarding"),
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

    /**
     * Whether there is this check at all.
     *
     * @param protocol what the cluster's listeners speak
     * @param tunnelled whether a way leads through a bastion
     */
    boolean applies(SecurityProtocol protocol, boolean tunnelled) {
        return switch (this) {
            case TLS -> protocol.tls();
            case LOGIN -> protocol.sasl();
            case FORWARDING -> tunnelled;
            case RESOLVE, TCP, API_VERSIONS, IDENTITY -> true;
        };
    }
}
