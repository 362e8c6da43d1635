package dev.postern.validation;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.Login;

/** Who we are to the brokers, as their access control lists have it. */
final class Principals {

    private Principals() {}

    /** In a sentence. Mapping rules of the brokers (ssl.principal.mapping.rules) are not known here. */
    static String of(ClusterSecurity security) {
        Login login = security.login();
        if (login != null) {
            return "User:" + login.username();
        }
        return security.clientCertificate() == null ? "User:ANONYMOUS" : "the principal of the client certificate";
    }
}
