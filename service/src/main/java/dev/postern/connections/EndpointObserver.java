package dev.postern.connections;

import dev.postern.connections.spi.EndpointPage;
import dev.postern.connections.spi.EndpointPage.Listed;
import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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

    /** What is to be said of the endpoints of a list, but for those that fit. */
    private record Judgement(
            Set<ConnectionKey> changed, Set<String> leftOver, Set<String> strange, long unknownEpoch) {}

    /**
     * Looks at the endpoints of one account and region, all pages. Where AWS does not show all of them nothing is
     * concluded from those that are not seen.
     *
     * @param scope as {@link PlacementScopes#accountsAndRegions} names it
     */
    void observe(PlacementId scope, Consumer<ConnectionKey> activate) {
        List<Listed> listed = new ArrayList<>();
        Optional<Refusal> refusal = Pages.forEach(
                token -> aws.listEndpoints(scope, installation.id(), token),
                EndpointPage::nextToken,
                page -> listed.addAll(page.endpoints()));
        if (refusal.isPresent()) {
            log.warn("The endpoints of {} cannot be listed: {}", scope, refusal.get());
            return;
        }
        Judgement judgement = judge(scope, listed);
        sweep.compared(scope, judgement.unknownEpoch());
        String kind = "endpoints in %s/%s".formatted(scope.region(), scope.account());
        leftovers.strange(kind, judgement.strange());
        leftovers.delete(kind, judgement.leftOver(), () -> aws.deleteEndpoints(scope, judgement.leftOver()));
        judgement.changed().forEach(activate);
        Set<String> seen = listed.stream().map(Listed::id).collect(Collectors.toSet());
        directory.missing(scope, seen).forEach(activate);
    }

    private Judgement judge(PlacementId scope, List<Listed> listed) {
        Set<String> present = listed.stream()
                .filter(endpoint -> !EndpointState.of(endpoint.state()).leaving())
                .map(Listed::id)
                .collect(Collectors.toSet());
        Set<ConnectionKey> changed = new HashSet<>();
        Set<String> leftOver = new HashSet<>();
        Set<String> strange = new HashSet<>();
        long unknownEpoch = 0;
        for (int from = 0; from < listed.size(); from += CHUNK) {
            List<Listed> chunk = listed.subList(from, Math.min(from + CHUNK, listed.size()));
            Map<String, KnownConnection> known =
                    directory.known(chunk.stream().map(Listed::connection).collect(Collectors.toSet()));
            for (Listed endpoint : chunk) {
                KnownConnection connection = known.get(endpoint.connection());
                switch (EndpointVerdict.of(endpoint, scope, connection, present)) {
                    case FITS -> {}
                    case CHANGED ->
                        Optional.ofNullable(connection)
                                .map(KnownConnection::key)
                                .ifPresent(changed::add);
                    case LEFT_OVER -> leftOver.add(endpoint.id());
                    case STRANGE -> {
                        strange.add(endpoint.id());
                        unknownEpoch = Math.max(unknownEpoch, endpoint.epoch());
                    }
                }
            }
        }
        return new Judgement(changed, leftOver, strange, unknownEpoch);
    }
}
