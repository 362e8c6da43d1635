package dev.postern.connections;

import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.PrincipalPage;
import dev.postern.connections.spi.Refusal;
import dev.postern.connections.spi.Removal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sweeps the connections' IAM roles: deletes those of deleted connections and those in an account that the connection is
 * not in, and has those made again that are missing.
 */
@Component
class PrincipalSweep {

    private static final Logger log = LoggerFactory.getLogger(PrincipalSweep.class);

    private final EndpointProvisioner aws;
    private final Installation installation;
    private final ConnectionDirectory directory;
    private final ConnectionReconciler reconciler;
    private final Leftovers leftovers;

    PrincipalSweep(
            EndpointProvisioner aws,
            Installation installation,
            ConnectionDirectory directory,
            ConnectionReconciler reconciler,
            Leftovers leftovers) {
        this.aws = aws;
        this.installation = installation;
        this.directory = directory;
        this.reconciler = reconciler;
        this.leftovers = leftovers;
    }

    /**
     * Looks at the roles of one account, all pages. Where AWS does not show all of them none is taken to be missing.
     *
     * @param scope any placement there
     */
    void sweep(PlacementId scope) {
        Set<String> seen = new HashSet<>();
        Set<String> strange = new HashSet<>();
        Map<String, Supplier<Outcome<Removal>>> leftOver = new LinkedHashMap<>();
        Optional<Refusal> refusal = Pages.forEach(
                token -> aws.listPrincipals(scope, installation.id(), token), PrincipalPage::nextToken, page -> {
                    Map<String, KnownConnection> known = directory.known(page.connections());
                    seen.addAll(page.connections());
                    page.connections().stream()
                            .filter(id -> !known.containsKey(id))
                            .forEach(strange::add);
                    known.values().stream()
                            .filter(connection -> connection.deleted() || connection.isInAnotherAccountThan(scope))
                            .map(connection -> connection.names(installation.id()))
                            .forEach(names -> leftOver.put(names.roleName(), () -> aws.deletePrincipal(scope, names)));
                });
        if (refusal.isPresent()) {
            log.warn("The IAM roles of {} cannot be listed: {}", scope.account(), refusal.get());
            return;
        }
        String kind = "IAM roles in " + scope.account();
        leftovers.strange(kind, strange);
        leftovers.deleteEach(kind, leftOver);
        directory.withoutPrincipal(scope.account(), seen).forEach(reconciler::restorePrincipal);
    }
}
