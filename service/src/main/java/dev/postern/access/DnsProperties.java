package dev.postern.access;

import dev.postern.foundation.Hostname;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code postern.dns}.
 *
 * @param operatorDomains the operator's own: no tenant ever gets a hosted zone for one of them, or for a name below or
 *     above it
 */
@ConfigurationProperties("postern.dns")
record DnsProperties(@DefaultValue List<String> operatorDomains) {

    DnsProperties {
        operatorDomains = operatorDomains.stream()
                .map(DnsProperties::checked)
                .map(Hostname::value)
                .toList();
    }

    private static Hostname checked(String domain) {
        try {
            return new Hostname(domain);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "postern.dns.operator-domains has '%s', but each %s".formatted(domain, wrong.getMessage()), wrong);
        }
    }

    List<Hostname> domains() {
        return operatorDomains.stream().map(Hostname::new).toList();
    }
}
