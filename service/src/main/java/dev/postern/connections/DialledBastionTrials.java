package dev.postern.connections;

import dev.postern.connections.spi.BastionLogin;
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
    private final BastionVisits visits;
    private final TransactionTemplate transactions;

    DialledBastionTrials(Connections connections, BastionVisits visits, TransactionTemplate transactions) {
        this.connections = connections;
        this.visits = visits;
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
                .map(bastion -> new Known(bastion, visits.login(bastion))));
        return known.map(found -> visits.visit(found.bastion().intent().address(), found.login(), brokers, limit));
    }
}
