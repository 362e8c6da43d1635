package dev.postern.onboarding;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.ClusterOutline;
import dev.postern.clusters.Clusters;
import dev.postern.connections.BastionBriefing;
import dev.postern.connections.ConnectionBriefing;
import dev.postern.connections.ConnectionBriefings;
import dev.postern.connections.ConnectionId;
import dev.postern.connections.ConnectionKind;
import dev.postern.connections.ConnectionStanding;
import dev.postern.connections.PrivateLinkBriefing;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import dev.postern.resolution.ResolverMappings;
import dev.postern.validation.LatestValidations;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks at a connection of the tenant that is bound to the thread, and at the clusters that lead over it. */
@Service
class OnboardingService {

    /** On one load balancer: more have their routes matched in vain, for there are not listeners enough. */
    private static final int MOST_CLUSTERS = 20;

    private final ConnectionBriefings connections;
    private final Clusters clusters;
    private final ResolverMappings mappings;
    private final LatestValidations validations;
    private final PrivateLinkKit privateLinks;
    private final BastionKit bastions;
    private final ClientKit clients;

    OnboardingService(
            ConnectionBriefings connections,
            Clusters clusters,
            ResolverMappings mappings,
            LatestValidations validations,
            PrivateLinkKit privateLinks,
            BastionKit bastions,
            ClientKit clients) {
        this.connections = connections;
        this.clusters = clusters;
        this.mappings = mappings;
        this.validations = validations;
        this.privateLinks = privateLinks;
        this.bastions = bastions;
        this.clients = clients;
    }

    /** @param wanted the cluster that the last steps and the settings of clients are about; null for the first by name of those that are looked at */
    @Transactional(readOnly = true)
    public OnboardingView of(TenantId tenant, ConnectionId id, @Nullable ClusterId wanted) {
        ConnectionBriefing connection = connections.of(id);
        ConnectionStanding standing = connection.standing();
        ConnectionKind kind = kind(connection);
        List<ClusterOutline> over = over(id, wanted);
        Optional<ClusterOutline> cluster = chosen(over, wanted);
        if (!standing.live()) {
            Way out = Way.out(standing);
            return new OnboardingView(id, kind, List.of(), null, false, out.views(), out.nextAction(), List.of());
        }
        ApiCommands commands = new ApiCommands(tenant, id);
        Way way = Way.of(
                standing,
                steps(connection, commands),
                new ClusterWay(kind, commands).of(cluster.map(this::standing).orElse(null)));
        ClientSettings settings = cluster.map(outline -> ClientSettings.of(tenant, id, kind, outline))
                .orElseGet(() -> ClientSettings.unknown(tenant, kind));
        return new OnboardingView(
                id,
                kind,
                over.stream().map(OnboardingCluster::of).toList(),
                cluster.map(outline -> outline.cluster().id()).orElse(null),
                way.next() == way.steps().size(),
                way.views(),
                way.nextAction(),
                Stream.concat(items(connection, over).stream(), clients.of(settings).stream())
                        .toList());
    }

    /** Throws {@code NOT_FOUND} for a connection that has none, and {@code CONFLICT} for one that goes. */
    @Transactional(readOnly = true)
    public String terraform(ConnectionId id) {
        if (!(connections.of(id) instanceof PrivateLinkBriefing connection)) {
            throw PosternException.notFound(
                    "Terraform for a connection over an SSH bastion: it takes .../onboarding/authorized-keys");
        }
        if (!connection.standing().live()) {
            throw new PosternException(
                    ErrorKind.CONFLICT,
                    "The connection is being deleted, or is deleted. Take down what its Terraform has made: terraform"
                            + " destroy.");
        }
        return privateLinks.terraform(connection, plan(id, over(id, null)));
    }

    private static ConnectionKind kind(ConnectionBriefing connection) {
        return switch (connection) {
            case PrivateLinkBriefing privateLink -> ConnectionKind.AWS_PRIVATELINK;
            case BastionBriefing bastion -> ConnectionKind.SSH_BASTION;
        };
    }

    private static List<Step> steps(ConnectionBriefing connection, ApiCommands commands) {
        return switch (connection) {
            case PrivateLinkBriefing privateLink -> PrivateLinkWay.of(privateLink, commands);
            case BastionBriefing bastion -> BastionWay.of(bastion, commands);
        };
    }

    private List<KitItem> items(ConnectionBriefing connection, List<ClusterOutline> over) {
        return switch (connection) {
            case PrivateLinkBriefing privateLink -> privateLinks.of(privateLink, plan(privateLink.id(), over));
            case BastionBriefing bastion -> bastions.of(bastion);
        };
    }

    private LoadBalancerPlan plan(ConnectionId id, List<ClusterOutline> over) {
        return LoadBalancerPlan.of(
                id,
                over.stream()
                        .map(outline -> new RoutedCluster(
                                outline.cluster(),
                                mappings.listeners(outline.cluster().id(), id, LoadBalancerPlan.MAX_LISTENERS)))
                        .toList());
    }

    /** As many as are reasonable, the wanted one among them if it is one of them; by name. */
    private List<ClusterOutline> over(ConnectionId id, @Nullable ClusterId wanted) {
        List<ClusterId> routed = clusters.routedThrough(id);
        return Stream.concat(routed.stream().filter(cluster -> cluster.equals(wanted)), routed.stream())
                .distinct()
                .limit(MOST_CLUSTERS)
                .flatMap(cluster -> clusters.outline(cluster).stream())
                .sorted(Comparator.comparing(outline -> outline.cluster().name()))
                .toList();
    }

    private Optional<ClusterOutline> chosen(List<ClusterOutline> over, @Nullable ClusterId wanted) {
        if (wanted == null) {
            return over.stream().findFirst();
        }
        Optional<ClusterOutline> chosen = over.stream()
                .filter(outline -> outline.cluster().id().equals(wanted))
                .findFirst();
        if (chosen.isEmpty() && clusters.find(wanted).isEmpty()) {
            throw PosternException.notFound("cluster");
        }
        if (chosen.isEmpty()) {
            throw new PosternException(
                    ErrorKind.CONFLICT,
                    "No route of that cluster leads over this connection. Leave clusterId out, or name one that has a"
                            + " route over it.");
        }
        return chosen;
    }

    private ClusterStanding standing(ClusterOutline outline) {
        ClusterId id = outline.cluster().id();
        return new ClusterStanding(
                outline,
                mappings.topology(id).orElseThrow(),
                mappings.current(id).orElseThrow().content(),
                validations.of(id));
    }
}
