package dev.postern.connections;

import dev.postern.connections.spi.EndpointProvisioner;
import dev.postern.connections.spi.Outcome;
import dev.postern.connections.spi.PlacementId;
import dev.postern.connections.spi.PrincipalPage;
import dev.postern.connections.spi.ResourceNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sweeps the connections' IAM roles: deletes those of deleted connections, and has those made again that are missing. */
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
     * Looks at the roles of one account, all pages.
     *
     * @param scope any placement there
     */
    void sweep(PlacementId scope) {
        Set<String> seen = new HashSet<>();
        Set<String> strange = new HashSet<>();
        @Nullable String token = null;
        do {
            Outcome<PrincipalPage> outcome = aws.listPrincipals(scope, installation.id(), token);
            switch (outcome) {
                case Outcome.Refused<PrincipalPage> refused -> {
                    log.warn("The IAM roles of {} cannot be listed: {}", scope.account(), refused.refusal());
                    return;
                }
                case Outcome.Done<PrincipalPage> done -> {
                    seen.addAll(done.value().connections());
                    strange.addAll(judge(scope, done.value().connections()));
                    token = done.value().nextToken();
                }
            }
        } while (token != null);
        leftovers.strange("IAM roles in " + scope.account(), strange);
        directory.withoutPrincipal(scope.account(), seen).forEach(reconciler::restorePrincipal);
    }

    /** Those that we know nothing of. */
    private Set<String> judge(PlacementId scope, List<String> connections) {
        List<KnownConnection> known = directory.known(connections);
        known.stream().filter(KnownConnection::deleted).forEach(connection -> {
            ResourceNames names = connection.names(installation.id());
            leftovers.delete("IAM roles", List.of(names.roleName()), () -> aws.deletePrincipal(scope, names));
        });
        Set<String> ids = known.stream()
                .map(connection -> connection.key().connectionId().value())
                .collect(Collectors.toSet());
        return connections.stream().filter(id -> !ids.contains(id)).collect(Collectors.toSet());
    }
}
