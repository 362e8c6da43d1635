package dev.postern.connections;

import dev.postern.access.TenantHostnames;
import dev.postern.foundation.FieldError;
import dev.postern.foundation.Hostname;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a tenant may ask for in DNS. */
@Component
class DnsRules {

    private static final String POINTER = "/dns/hostname";

    private final TenantHostnames hostnames;

    DnsRules(TenantHostnames hostnames) {
        this.hostnames = hostnames;
    }

    /**
     * The hostname to have a hosted zone for; null if there is to be none, and if something is wrong, which is added to
     * {@code errors}.
     *
     * @param present the hostname that the connection has already, which it may keep
     */
    @Nullable
    Hostname check(DnsSettings dns, @Nullable Hostname present, List<FieldError> errors) {
        return switch (dns.mode()) {
            case HOSTED_ZONE -> checkHostname(dns.hostname(), present, errors);
            case RESOLVER -> {
                if (dns.hostname() != null) {
                    errors.add(new FieldError(POINTER, "goes with HOSTED_ZONE only: leave it out, or make it null"));
                }
                yield null;
            }
        };
    }

    private @Nullable Hostname checkHostname(
            @Nullable String written, @Nullable Hostname present, List<FieldError> errors) {
        if (written == null) {
            errors.add(new FieldError(POINTER, "is required: the hostname that brokers advertise"));
            return null;
        }
        Hostname hostname;
        try {
            hostname = new Hostname(written);
        } catch (IllegalArgumentException wrong) {
            errors.add(new FieldError(POINTER, String.valueOf(wrong.getMessage())));
            return null;
        }
        if (!hostname.equals(present)) {
            hostnames.refusal(hostname).ifPresent(refusal -> errors.add(new FieldError(POINTER, refusal)));
        }
        return hostname;
    }
}
