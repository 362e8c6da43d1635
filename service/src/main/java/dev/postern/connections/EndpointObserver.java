package dev.postern.connections;

import dev.postern.connections.ConnectionDirectory.KnownEndpoint;
import dev.postern.connections.spi.EndpointPage;
import dev.postern.connections.spi.EndpointPage.Listed;
import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.Placement;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Placements;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at all endpoints at once, a thousand a call, and activates the connections whose endpoint is not in the state
 * that we know it in. A connection that changes nothing costs no call of its own.
 */
@Component
class EndpointObserver {

    private static final Logger log = LoggerFactory.getLogger(EndpointObserver.class);

    private final EndpointProvisioner aws;
    private final Placements placements;
    private final Installation installation;
    private final ConnectionDirectory directory;

    EndpointObserver(
            EndpointProvisioner aws, Placements placements, Installation installation, ConnectionDirectory directory) {
        this.aws = aws;
        this.placements = placements;
        this.installation = installation;
        this.directory = directory;
    }

    /** One place that endpoints are listed in: one call covers all placements in the same account and region. */
    List<List<PlacementId>> scopes() {
        List<List<PlacementId>> scopes = new ArrayList<>();
        for (Placement placement : placements.all()) {
            scopes.stream()
                    .filter(scope -> scope.getFirst().sharesAccountAndRegion(placement.id()))
                    .findFirst()
                    .orElseGet(() -> {
                        List<PlacementId> scope = new ArrayList<>();
                        scopes.add(scope);
                        return scope;
                    })
                    .add(placement.id());
        }
        return scopes;
    }

    /** Looks at the endpoints of one scope, all pages. */
    void observe(List<PlacementId> scope, Consumer<ConnectionKey> activate) {
        Set<String> seen = new HashSet<>();
        @Nullable String token = null;
        do {
            Outcome<EndpointPage> outcome = aws.listEndpoints(scope.getFirst(), installation.id(), token);
            switch (outcome) {
                case Outcome.Refused<EndpointPage> refused -> {
                    log.warn("The endpoints of {} cannot be listed: {}", scope.getFirst(), refused.refusal());
                    return;
                }
                case Outcome.Done<EndpointPage> done -> {
                    compare(done.value(), activate);
                    done.value().endpoints().forEach(listed -> seen.add(listed.id()));
                    token = done.value().nextToken();
                }
            }
        } while (token != null);
        directory.missing(scope, seen).forEach(activate);
    }

    private void compare(EndpointPage page, Consumer<ConnectionKey> activate) {
        Map<String, Listed> listed =
                page.endpoints().stream().collect(Collectors.toMap(Listed::id, Function.identity()));
        for (KnownEndpoint known : directory.byEndpoint(listed.keySet())) {
            Listed now = listed.get(known.endpointId());
            if (now != null && !now.state().equalsIgnoreCase(known.state())) {
                activate.accept(known.key());
            }
        }
    }
}
