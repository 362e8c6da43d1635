package dev.postern.connections;

import dev.postern.connections.spi.BastionDialler;
import dev.postern.connections.spi.BastionGreeting;
import dev.postern.connections.spi.BastionLogin;
import dev.postern.connections.spi.SshKeyPair;
import dev.postern.foundation.HostPort;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads what it takes, lets go of the database, and dials. */
@Component
class DialledBastionTrials implements BastionTrials {

    private final Connections connections;
    private final BastionVault vault;
    private final BastionDialler dialler;
    private final TransactionTemplate transactions;

    DialledBastionTrials(
            Connections connections, BastionVault vault, BastionDialler dialler, TransactionTemplate transactions) {
        this.connections = connections;
        this.vault = vault;
        this.dialler = dialler;
        this.transactions = transactions;
    }

    private record Known(BastionConnection bastion, Optional<BastionLogin> login) {}

    @Override
    @SuppressWarnings("NullAway") // the template hands back just what the work gave
    public Optional<BastionTrial> of(ConnectionId id, List<HostPort> brokers, Duration limit) {
        Optional<Known> known = transactions.execute(status -> connections
                .find(id)
                .filter(BastionConnection.class::isInstance)
                .map(BastionConnection.class::cast)
                .filter(Connection::live)
                .map(bastion -> new Known(bastion, login(bastion))));
        return known.map(found -> found.login()
                .map(login -> logIn(login, brokers, limit))
                .orElseGet(() -> greet(found.bastion(), limit)));
    }

    private Optional<BastionLogin> login(BastionConnection bastion) {
        return bastion.intent().hostKey() == null ? Optional.empty() : Optional.of(vault.login(bastion));
    }

    private BastionTrial logIn(BastionLogin login, List<HostPort> brokers, Duration limit) {
        return new BastionTrial.Contacted(
                login.address(),
                login.keys().stream().map(SshKeyPair::publicKey).toList(),
                dialler.contact(login, brokers, limit));
    }

    private BastionTrial greet(BastionConnection bastion, Duration limit) {
        return switch (dialler.greet(bastion.intent().address(), limit)) {
            case BastionGreeting.Shown shown ->
                new BastionTrial.Unapproved(bastion.intent().address(), shown.hostKey());
            case BastionGreeting.NotReached notReached ->
                new BastionTrial.Contacted(bastion.intent().address(), List.of(), notReached.why());
        };
    }
}
