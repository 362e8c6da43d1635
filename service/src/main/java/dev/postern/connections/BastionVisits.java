package dev.postern.connections;

import dev.postern.connections.spi.BastionAddress;
import dev.postern.connections.spi.BastionDialler;
import dev.postern.connections.spi.BastionGreeting;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How a bastion is visited. Nothing is sent to one whose host key nobody has approved: it is asked for that key, and no
 * more.
 */
@Component
class BastionVisits {

    private final BastionDialler dialler;
    private final BastionVault vault;

    BastionVisits(BastionDialler dialler, BastionVault vault) {
        this.dialler = dialler;
        this.vault = vault;
    }

    /** What we may log in with; empty before somebody has approved a host key. Within a transaction. */
    Optional<BastionLogin> login(BastionConnection bastion) {
        return bastion.intent().hostKey() == null ? Optional.empty() : Optional.of(vault.login(bastion));
    }

    /**
     * Outside of any transaction, for it takes up to {@code limit}.
     *
     * @param login empty to ask for the host key only
     * @param brokers for each of which a channel is asked
     */
    BastionTrial visit(BastionAddress address, Optional<BastionLogin> login, List<HostPort> brokers, Duration limit) {
        return login.map(known -> logIn(known, brokers, limit)).orElseGet(() -> greet(address, limit));
    }

    private BastionTrial logIn(BastionLogin login, List<HostPort> brokers, Duration limit) {
        return new BastionTrial.Contacted(
                login.address(),
                login.keys().stream().map(SshKeyPair::publicKey).toList(),
                dialler.contact(login, brokers, limit));
    }

    private BastionTrial greet(BastionAddress address, Duration limit) {
        return switch (dialler.greet(address, limit)) {
            case BastionGreeting.Shown shown -> new BastionTrial.Unapproved(address, shown.hostKey());
            case BastionGreeting.NotReached notReached ->
                new BastionTrial.Contacted(address, List.of(), notReached.why());
        };
    }
}
