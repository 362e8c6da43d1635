package dev.postern.connections;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.FieldError;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.PosternException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which bastions can be asked for. */
@Component
class BastionRules {

    private static final int FIRST_HIGH = 1024;

    private final Set<Integer> lowPorts;

    BastionRules(BastionProperties properties) {
        this.lowPorts = new TreeSet<>(properties.lowPorts());
    }

    /** Throws {@code INVALID_REQUEST} that names every field at fault. */
    BastionIntent check(String host, int port, String user, @Nullable String hostKey) {
        List<FieldError> errors = new ArrayList<>();
        // Nobody is to find out by way of us whom else a host serves.
        if (port >= 1 && port < FIRST_HIGH && !lowPorts.contains(port)) {
            errors.add(new FieldError(
                    "/port",
                    "must be 1024 or greater, or one of %s: others below 1024 are for other services than SSH"
                            .formatted(lowPorts)));
        }
        try {
            new HostPort(host, port);
        } catch (IllegalArgumentException wrong) {
            errors.add(new FieldError("/host", String.valueOf(wrong.getMessage())));
        }
        SshPublicKey key = null;
        try {
            key = hostKey == null ? null : SshPublicKey.parse(hostKey);
        } catch (IllegalArgumentException wrong) {
            errors.add(new FieldError("/hostKey", String.valueOf(wrong.getMessage())));
        }
        if (!errors.isEmpty()) {
            throw PosternException.invalid(errors);
        }
        return new BastionIntent(new BastionAddress(host, port, user), key);
    }
}
