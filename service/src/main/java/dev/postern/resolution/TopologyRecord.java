package dev.postern.resolution;

import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.quotas.Quota;
import dev.postern.quotas.Quotas;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Records what a look at a cluster brought, and joins its mapping anew in the same transaction if the brokers have changed.
 * What was learned of an older version of the cluster's intent is dropped: the change has had it asked again.
 */
@Component
class TopologyRecord {

    private static final Logger log = LoggerFactory.getLogger(TopologyRecord.class);
    private static final int MAX_BROKERS = 2_000;
    private static final int MAX_DETAIL = 1_000;

    private final MappingRows mappings;
    private final TopologyRows topologies;
    private final MappingJoin join;
    private final Clusters clusters;
    private final Quotas quotas;
    private final ApplicationEventPublisher events;
    private final TopologyProperties properties;
    private final Clock clock;

    TopologyRecord(
            MappingRows mappings,
            TopologyRows topologies,
            MappingJoin join,
            Clusters clusters,
            Quotas quotas,
            ApplicationEventPublisher events,
            TopologyProperties properties,
            Clock clock) {
        this.mappings = mappings;
        this.topologies = topologies;
        this.join = join;
        this.clusters = clusters;
        this.quotas = quotas;
        this.events = events;
        this.properties = properties;
        this.clock = clock;
    }

    /** Why metadata cannot be used; empty if it can. */
    static Optional<String> refuse(ClusterMetadata metadata) {
        if (metadata.brokers().size() > MAX_BROKERS) {
            return Optional.of("The metadata names %d brokers; up to %d can be mapped."
                    .formatted(metadata.brokers().size(), MAX_BROKERS));
        }
        return metadata.brokers().isEmpty() ? Optional.of("The metadata names no broker at all.") : Optional.empty();
    }

    /** Throws {@code QUOTA_EXCEEDED} where the tenant has no room for the brokers; nothing is recorded then. */
    @Transactional
    public void observed(Cluster asked, ClusterMetadata metadata) {
        lock(asked).ifPresent(mapping -> {
            ClusterId id = asked.id();
            Topology before = topologies.find(id).orElse(Topology.UNKNOWN);
            Topology after = before.observed(metadata, clock.instant(), properties.forgetAfter());
            Topology kept = fitting(before, after);
            topologies.update(id, kept);
            raise(asked, before, kept);
            tell(asked, before, kept);
            if (!kept.saysAsMuchAs(before) || MappingJoin.waitsForPort(asked, mapping.content())) {
                join.refreshLocked(mapping);
            }
        });
    }

    /** Where there is no room for all brokers those that are missing go first, however short they have been away. */
    private Topology fitting(Topology before, Topology after) {
        Topology bounded = after.brokers().size() > MAX_BROKERS ? after.withoutMissing() : after;
        int more = bounded.brokers().size() - before.brokers().size();
        if (more <= 0 || quotas.room(Quota.BROKERS, topologies::brokersOfTenant) >= more) {
            return bounded;
        }
        Topology present = bounded.withoutMissing();
        int needed = present.brokers().size() - before.brokers().size();
        if (needed > 0) {
            quotas.claim(Quota.BROKERS, needed, topologies::brokersOfTenant);
        }
        return present;
    }

    /**
     * The mapping stays as it is, for what it is joined from has not changed.
     *
     * @param cause null where nobody could be asked
     */
    @Transactional
    public void failed(Cluster asked, @Nullable ProbeFailure cause, String detail) {
        lock(asked).ifPresent(mapping -> {
            ClusterId id = asked.id();
            Instant now = clock.instant();
            Topology before = topologies.find(id).orElse(Topology.UNKNOWN);
            Topology after = before.failed(
                    new LookFailure(now, cause, detail.substring(0, Math.min(MAX_DETAIL, detail.length()))));
            topologies.update(id, after);
            tell(asked, before, after);
            if (cause == ProbeFailure.LOGIN_REFUSED) {
                topologies.lookAt(id, now.plus(properties.refusedInterval()));
            }
            if (MappingJoin.waitsForPort(asked, mapping.content())) {
                join.refreshLocked(mapping);
            }
        });
    }

    private Optional<ResolverMapping> lock(Cluster asked) {
        return mappings.lock(asked.id())
                .filter(mapping -> clusters.find(asked.id())
                        .filter(now -> now.version() == asked.version())
                        .isPresent());
    }

    private void tell(Cluster cluster, Topology before, Topology after) {
        if (!after.looksLike(before)) {
            events.publishEvent(new TopologyChanged(cluster.tenantId(), cluster.id()));
        }
    }

    private void raise(Cluster cluster, Topology before, Topology after) {
        OtherCluster now = after.otherCluster();
        OtherCluster then = before.otherCluster();
        String expected = after.kafkaClusterId();
        if (now == null
                || expected == null
                || (then != null && then.kafkaClusterId().equals(now.kafkaClusterId()))) {
            return;
        }
        log.warn(
                "Cluster {} of tenant {} answers as Kafka cluster {}, but was {}; its mapping is kept",
                cluster.id(),
                cluster.tenantId(),
                now.kafkaClusterId(),
                expected);
        events.publishEvent(new OtherClusterAnswered(cluster.tenantId(), cluster.id(), expected, now.kafkaClusterId()));
    }
}
