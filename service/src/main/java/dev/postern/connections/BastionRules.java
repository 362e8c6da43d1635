package dev.postern.connections;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.SshPublicKey;
import dev.postern.foundation.FieldError;
import dev.postern.foundation.HostPort;
import dev.postern.foundation.PosternException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which bastions can be asked for. */
final class BastionRules {

    private BastionRules() {}

    /** Throws {@code INVALID_REQUEST} that names every field at fault. */
    static BastionIntent check(String host, int port, String user, @Nullable String hostKey) {
        List<FieldError> errors = new ArrayList<>();
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
