package dev.postern.connections;

import dev.postern.connections.spi.EndpointPage;
import dev.postern.connections.spi.EndpointPage.Listed;
import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sweeps all endpoints at once, a thousand a call: activates the connections whose endpoint is not in the state that we
 * know it in, and deletes endpoints that are left over. A connection that changes nothing costs no call of its own.
 */
@Component
class EndpointObserver {

    private static final Logger log = LoggerFactory.getLogger(EndpointObserver.class);
    private static final int CHUNK = 1_000;

    private final EndpointProvisioner aws;
    private final Installation installation;
    private final ConnectionDirectory directory;
    private final SweepSwitch sweep;
    private final Leftovers leftovers;

    EndpointObserver(
            EndpointProvisioner aws,
            Installation installation,
            ConnectionDirectory directory,
            SweepSwitch sweep,
            Leftovers leftovers) {
        this.aws = aws;
        this.installation = installation;
        this.directory = directory;
        this.sweep = sweep;
        this.leftovers = leftovers;
    }

    /**
     * Looks at the endpoints of one account and region, all pages. Where AWS does not show all of them nothing is
     * concluded from those that are not seen.
     *
     * @param scope any placement there
     */
    void observe(PlacementId scope, Consumer<ConnectionKey> activate) {
        list(scope).ifPresent(listed -> {
            sweep.seen(listed.stream().mapToLong(Listed::epoch).max().orElse(0));
            judge(scope, listed, activate);
            Set<String> seen = listed.stream().map(Listed::id).collect(Collectors.toSet());
            directory.missing(scope, seen).forEach(activate);
        });
    }

    private Optional<List<Listed>> list(PlacementId scope) {
        List<Listed> all = new ArrayList<>();
        @Nullable String token = null;
        do {
            Outcome<EndpointPage> outcome = aws.listEndpoints(scope, installation.id(), token);
            switch (outcome) {
                case Outcome.Refused<EndpointPage> refused -> {
                    log.warn("The endpoints of {} cannot be listed: {}", scope, refused.refusal());
                    return Optional.empty();
                }
                case Outcome.Done<EndpointPage> done -> {
                    all.addAll(done.value().endpoints());
                    token = done.value().nextToken();
                }
            }
        } while (token != null);
        return Optional.of(all);
    }

    private void judge(PlacementId scope, List<Listed> listed, Consumer<ConnectionKey> activate) {
        Set<String> present = listed.stream()
                .filter(EndpointObserver::present)
                .map(Listed::id)
                .collect(Collectors.toSet());
        List<String> leftOver = new ArrayList<>();
        Set<String> strange = new HashSet<>();
        for (int from = 0; from < listed.size(); from += CHUNK) {
            List<Listed> chunk = listed.subList(from, Math.min(from + CHUNK, listed.size()));
            Map<String, KnownConnection> known = known(chunk);
            for (Listed endpoint : chunk) {
                KnownConnection connection = known.get(endpoint.connection());
                switch (EndpointVerdict.of(endpoint, connection, present)) {
                    case FITS -> {}
                    case CHANGED ->
                        Optional.ofNullable(connection)
                                .map(KnownConnection::key)
                                .ifPresent(activate);
                    case LEFT_OVER -> leftOver.add(endpoint.id());
                    case STRANGE -> strange.add(endpoint.id());
                }
            }
        }
        String kind = "endpoints in %s/%s".formatted(scope.region(), scope.account());
        leftovers.strange(kind, strange);
        leftovers.delete(kind, leftOver, () -> aws.deleteEndpoints(scope, leftOver));
    }

    private Map<String, KnownConnection> known(List<Listed> chunk) {
        Set<String> ids = chunk.stream().map(Listed::connection).collect(Collectors.toSet());
        return directory.known(ids).stream()
                .collect(Collectors.toMap(known -> known.key().connectionId().value(), Function.identity()));
    }

    private static boolean present(Listed endpoint) {
        return switch (EndpointState.of(endpoint.state())) {
            case DELETING, DELETED -> false;
            case PENDING_ACCEPTANCE, PENDING, AVAILABLE, REJECTED, EXPIRED, FAILED, UNKNOWN -> true;
        };
    }
}
