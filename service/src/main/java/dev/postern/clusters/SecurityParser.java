package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.ClusterSecurity.ClientCertificate;
import dev.postern.clusters.spi.ClusterSecurity.Login;
import dev.postern.clusters.spi.ClusterSecurity.SaslMechanism;
import dev.postern.clusters.spi.ClusterSecurity.SecurityProtocol;
import dev.postern.foundation.Secret;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how a cluster is to be spoken to. What we do not speak is refused, by its name if it is one. */
final class SecurityParser {

    static final int MAX_PASSWORD = 1024;

    private static final String AT = "/security/";
    private static final Map<String, String> KNOWN_ELSEWHERE = Map.of(
            "GSSAPI", "GSSAPI (Kerberos)", "OAUTHBEARER", "OAUTHBEARER (OAuth 2)", "AWS_MSK_IAM", "AWS_MSK_IAM (IAM)");

    private final Findings findings;

    SecurityParser(Findings findings) {
        this.findings = findings;
    }

    /** Null, and findings, where it cannot be accepted. */
    @Nullable
    ClusterSecurity read(SecurityBody body, StoredSecrets stored) {
        SecurityProtocol protocol = findings.read(AT + "protocol", () -> protocol(body.protocol()));
        if (protocol == null) {
            return null;
        }
        Login login = protocol.sasl() ? login(body, stored) : noLogin(body, protocol);
        ClientCertificate certificate = protocol.tls() ? certificates(body, stored) : noCertificates(body, protocol);
        if (protocol.sasl() && login == null) {
            return null;
        }
        return new ClusterSecurity(protocol, login, body.caCertificates(), certificate);
    }

    private static SecurityProtocol protocol(String name) {
        return Arrays.stream(SecurityProtocol.values())
                .filter(protocol -> protocol.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unsupported(
                        name,
                        Arrays.stream(SecurityProtocol.values())
                                .map(SecurityProtocol::name)
                                .toList()));
    }

    private static SaslMechanism mechanism(@Nullable String name) {
        List<String> supported = Arrays.stream(SaslMechanism.values())
                .map(SaslMechanism::wireName)
                .toList();
        if (name == null) {
            throw new IllegalArgumentException("is required with SASL: one of " + String.join(", ", supported));
        }
        return Arrays.stream(SaslMechanism.values())
                .filter(mechanism -> mechanism.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> unsupported(name, supported));
    }

    private static IllegalArgumentException unsupported(String name, List<String> supported) {
        return new IllegalArgumentException("%s is not supported; supported are %s"
                .formatted(KNOWN_ELSEWHERE.getOrDefault(name, "this"), String.join(", ", supported)));
    }

    private @Nullable Login login(SecurityBody body, StoredSecrets stored) {
        SaslMechanism mechanism = findings.read(AT + "mechanism", () -> mechanism(body.mechanism()));
        String username = body.username();
        if (username == null) {
            findings.add(AT + "username", "is required with SASL");
        }
        Secret password = body.password() == null ? stored.password() : body.password();
        if (password == null) {
            findings.add(AT + "password", stored.missing("is required with SASL"));
        } else if (password.isEmpty() || password.length() > MAX_PASSWORD) {
            findings.add(AT + "password", "has 1 to %d characters".formatted(MAX_PASSWORD));
            return null;
        }
        return mechanism == null || username == null || password == null
                ? null
                : new Login(mechanism, username, password);
    }

    private @Nullable Login noLogin(SecurityBody body, SecurityProtocol protocol) {
        String advice =
                "goes with SASL_PLAINTEXT and SASL_SSL only, and the protocol is %s; leave it out, or change the protocol"
                        .formatted(protocol);
        refuse("mechanism", body.mechanism(), advice);
        refuse("username", body.username(), advice);
        refuse("password", body.password(), advice);
        return null;
    }

    private @Nullable ClientCertificate noCertificates(SecurityBody body, SecurityProtocol protocol) {
        String advice = "goes with SSL and SASL_SSL only, and the protocol is %s; leave it out, or change the protocol"
                .formatted(protocol);
        refuse("caCertificates", body.caCertificates(), advice);
        refuse("clientCertificate", body.clientCertificate(), advice);
        refuse("clientKey", body.clientKey(), advice);
        return null;
    }

    private void refuse(String field, @Nullable Object value, String advice) {
        if (value != null) {
            findings.add(AT + field, advice);
        }
    }

    private @Nullable ClientCertificate certificates(SecurityBody body, StoredSecrets stored) {
        String authorities = body.caCertificates();
        if (authorities != null) {
            findings.read(AT + "caCertificates", () -> Pem.certificates(authorities));
        }
        String chain = body.clientCertificate();
        if (chain == null) {
            refuse("clientKey", body.clientKey(), "goes with a clientCertificate; send that too, or leave the key out");
            return null;
        }
        List<X509Certificate> certificates = findings.read(AT + "clientCertificate", () -> Pem.certificates(chain));
        Secret key = body.clientKey() == null ? stored.clientKey() : body.clientKey();
        if (key == null) {
            findings.add(
                    AT + "clientKey",
                    stored.missing("is required with a clientCertificate: its private key, PKCS#8 as PEM"));
            return null;
        }
        PrivateKey parsed = findings.read(AT + "clientKey", () -> Pem.privateKey(key));
        if (certificates != null && parsed != null && !Pem.belongTogether(certificates.getFirst(), parsed)) {
            findings.add(
                    AT + "clientKey",
                    "is not the key of the first certificate in clientCertificate; put the client's own certificate first");
        }
        return new ClientCertificate(chain, key);
    }
}
