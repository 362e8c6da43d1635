package dev.postern.clusters;

import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.connections.ConnectionEndpoints;
import dev.postern.connections.ConnectionId;
import dev.postern.database.TenantScope;
import dev.postern.foundation.AuditedChange;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import dev.postern.http.Conditional;
import dev.postern.http.MergePatch;
import dev.postern.quotas.Quota;
import dev.postern.quotas.Quotas;
import java.time.Clock;
import java.util.HashSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Makes, changes and deletes clusters of the tenant that is bound to the thread. */
@Service
class ClusterService {

    private static final Logger log = LoggerFactory.getLogger(ClusterService.class);

    private final ClusterRows rows;
    private final RouteRows routes;
    private final SecurityVault vault;
    private final ConnectionEndpoints connections;
    private final Quotas quotas;
    private final MergePatch patches;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ClusterService(
            ClusterRows rows,
            RouteRows routes,
            SecurityVault vault,
            ConnectionEndpoints connections,
            Quotas quotas,
            MergePatch patches,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.routes = routes;
        this.vault = vault;
        this.connections = connections;
        this.quotas = quotas;
        this.patches = patches;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public ClusterView create(ClusterIntent intent) {
        ClusterId id = ClusterId.next();
        checkConnections(intent, null);
        quotas.claim(Quota.CLUSTERS, 1, rows::count);
        keepingConnections(() -> rows.insert(id, intent, vault.seal(id, intent.security()), clock.instant()));
        publish(id, ClusterChanged.Change.CREATED, intent.name());
        ClusterRecord created = find(id);
        audit("cluster.created", id, null, AuditedCluster.of(created));
        return created.view();
    }

    @Transactional(readOnly = true)
    public Page<ClusterView> list(PageRequest page, @Nullable String name) {
        return rows.list(page, name).map(ClusterRecord::view);
    }

    @Transactional(readOnly = true)
    public ClusterView get(ClusterId id) {
        return find(id).view();
    }

    private ClusterRecord find(ClusterId id) {
        return rows.find(id).orElseThrow(ClusterService::notFound);
    }

    @Transactional
    public ClusterView patch(ClusterId id, JsonNode patch, OptionalLong expectedVersion) {
        ClusterRecord before = rows.lock(id).orElseThrow(ClusterService::notFound);
        Conditional.check(expectedVersion, before.version());
        ClusterSecurity security = open(before);
        ClusterCreate present = before.asRequest();
        ClusterCreate merged = patches.apply(present, patch, ClusterCreate.class);
        boolean newAddress = !new HashSet<>(present.bootstrap()).containsAll(merged.bootstrap());
        StoredSecrets kept =
                security == null ? StoredSecrets.CLOSED : StoredSecrets.keptBy(patch, security, newAddress);
        ClusterIntent intent = ClusterParser.parse(merged, kept);
        // A secret is taken as another one, even if it is the same: whoever guesses would else be told, and leave no
        // trace.
        GivenSecrets given = GivenSecrets.in(patch);
        boolean sameSecurity = !given.any() && intent.security().equals(security);
        if (sameSecurity && isUnchanged(before, intent)) {
            return before.view();
        }
        checkConnections(intent, id);
        StoredSecurity stored = sameSecurity ? before.security() : vault.seal(id, intent.security());
        keepingConnections(() -> rows.update(id, intent, stored, clock.instant()));
        publish(id, ClusterChanged.Change.INTENT_UPDATED, intent.name());
        ClusterRecord after = find(id);
        audit("cluster.updated", id, AuditedCluster.of(before), AuditedCluster.of(before, after, given));
        return after.view();
    }

    /** Null where a secret does not open: whoever knows it gives it anew, and need not delete the cluster. */
    private @Nullable ClusterSecurity open(ClusterRecord cluster) {
        try {
            return vault.open(cluster.id(), cluster.security());
        } catch (IllegalStateException closed) {
            log.error("Cluster {} is changed, and a secret of it does not open", cluster.id(), closed);
            return null;
        }
    }

    private static boolean isUnchanged(ClusterRecord before, ClusterIntent intent) {
        return intent.name().equals(before.name())
                && intent.bootstrap().equals(before.bootstrap())
                && Objects.equals(intent.bootstrapRoute(), before.bootstrapRoute())
                && intent.routes().equals(before.routes());
    }

    /** Its connections stay; clients lose their way in at once. */
    @Transactional
    public void delete(ClusterId id, OptionalLong expectedVersion) {
        ClusterRecord cluster = rows.lock(id).orElseThrow(ClusterService::notFound);
        Conditional.check(expectedVersion, cluster.version());
        rows.delete(id);
        publish(id, ClusterChanged.Change.DELETED, cluster.name());
        audit("cluster.deleted", id, AuditedCluster.of(cluster), null);
    }

    /**
     * In the transaction that records the validation's end; a cluster that was deleted meanwhile is left alone. Before
     * all other listeners: whoever locks rows of a cluster locks the cluster first.
     */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ClusterValidated validated) {
        rows.lock(validated.clusterId()).ifPresent(cluster -> {
            rows.update(validated, clock.instant());
            if (cluster.health() != validated.health() || cluster.unproven() != validated.unproven()) {
                publish(cluster.id(), ClusterChanged.Change.HEALTH_UPDATED, cluster.name());
            }
        });
    }

    private void checkConnections(ClusterIntent intent, @Nullable ClusterId cluster) {
        BootstrapRoute bootstrap = intent.bootstrapRoute();
        Set<ConnectionId> used = Stream.of(
                        Stream.ofNullable(bootstrap).map(BootstrapRoute::connectionId),
                        intent.routes().stream().map(Route::connectionId))
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
        ConnectionRules.check(intent, connections.find(used), routes.fixedPorts(used, cluster));
    }

    /** The foreign keys see what the check could not: a connection whose deletion is being asked for right now. */
    private static void keepingConnections(Runnable write) {
        try {
            write.run();
        } catch (DataIntegrityViolationException gone) {
            throw new PosternException(
                    ErrorKind.CONFLICT,
                    "A connection that a route leads through is just being deleted. Choose another one.");
        }
    }

    private void publish(ClusterId id, ClusterChanged.Change change, String name) {
        events.publishEvent(new ClusterChanged(TenantScope.required(), id, change, name));
    }

    private void audit(String action, ClusterId id, @Nullable AuditedCluster before, @Nullable AuditedCluster after) {
        events.publishEvent(new AuditedChange(TenantScope.required(), action, id.value(), before, after));
    }

    private static PosternException notFound() {
        return PosternException.notFound("cluster");
    }
}
