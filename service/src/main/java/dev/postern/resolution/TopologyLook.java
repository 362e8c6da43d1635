package dev.postern.resolution;

import dev.postern.clusters.Cluster;
import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import dev.postern.clusters.spi.BrokerWay;
import dev.postern.clusters.spi.ClusterMetadata;
import dev.postern.clusters.spi.ClusterSecurity;
import dev.postern.clusters.spi.MetadataOutcome;
import dev.postern.clusters.spi.MetadataOutcome.ProbeFailure;
import dev.postern.clusters.spi.MetadataSource;
import dev.postern.database.TenantScope;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.PosternException;
import dev.postern.foundation.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One look at one cluster: reads the ways in, asks outside of any transaction, records what came of it. */
@Component
class TopologyLook {

    private static final Logger log = LoggerFactory.getLogger(TopologyLook.class);

    /** More would take longer than any deadline; another look tries others. */
    private static final int MAX_WAYS = 10;

    private final Clusters clusters;
    private final ResolverMappings mappings;
    private final MetadataSource source;
    private final TopologyRecord record;
    private final TransactionTemplate transaction;
    private final TopologyProperties properties;

    TopologyLook(
            Clusters clusters,
            ResolverMappings mappings,
            MetadataSource source,
            TopologyRecord record,
            TransactionTemplate transaction,
            TopologyProperties properties) {
        this.clusters = clusters;
        this.mappings = mappings;
        this.source = source;
        this.record = record;
        this.transaction = transaction;
        this.properties = properties;
    }

    /**
     * What is asked.
     *
     * @param ways in the order in which they are tried
     */
    private record Question(Cluster cluster, ClusterSecurity security, List<BrokerWay> ways) {}

    /** Does nothing if the cluster is gone. */
    void look(TenantId tenant, ClusterId cluster) {
        TenantScope.run(tenant, () -> {
            Optional<Question> question = transaction.execute(status -> question(cluster));
            if (question != null && question.isPresent()) {
                ask(question.get());
            }
        });
    }

    private void ask(Question question) {
        if (question.ways().isEmpty()) {
            record.failed(
                    question.cluster(),
                    null,
                    "No bootstrap address has a way in yet. The resolver mapping says why, under unroutable.");
            return;
        }
        switch (answer(question)) {
            case MetadataOutcome.Answered answered -> answered(question.cluster(), answered);
            case MetadataOutcome.Unanswered unanswered -> unanswered(question.cluster(), unanswered);
        }
    }

    private MetadataOutcome answer(Question question) {
        try {
            return source.metadata(
                    question.cluster().tenantId(), question.ways(), question.security(), properties.deadline());
        } catch (RuntimeException | Error bug) {
            log.error(
                    "Asking cluster {} for its metadata failed in a way that nobody foresaw",
                    question.cluster().id(),
                    bug);
            return new MetadataOutcome.Unanswered(List.of());
        }
    }

    private void answered(Cluster cluster, MetadataOutcome.Answered answered) {
        ClusterMetadata metadata = answered.metadata();
        Optional<String> refusal = TopologyRecord.refuse(metadata);
        if (refusal.isPresent()) {
            record.failed(cluster, ProbeFailure.PROTOCOL, refusal.get());
            return;
        }
        try {
            record.observed(cluster, metadata);
        } catch (PosternException refused) {
            if (refused.kind() != ErrorKind.QUOTA_EXCEEDED) {
                throw refused;
            }
            record.failed(cluster, null, String.valueOf(refused.getMessage()));
        }
    }

    /** Of several failures the refused log-in matters most: nothing was tried after it. */
    private void unanswered(Cluster cluster, MetadataOutcome.Unanswered unanswered) {
        List<MetadataOutcome.Failure> failures = unanswered.failures();
        if (failures.isEmpty()) {
            record.failed(
                    cluster, null, "The cluster could not be asked, for a reason on our side. It is asked again.");
            return;
        }
        MetadataOutcome.Failure worst = failures.stream()
                .filter(failure -> failure.cause() == ProbeFailure.LOGIN_REFUSED)
                .findFirst()
                .orElse(failures.getFirst());
        record.failed(
                cluster,
                worst.cause(),
                "%s through %s: %s".formatted(worst.way().address(), worst.way().target(), worst.detail()));
    }

    private Optional<Question> question(ClusterId id) {
        Optional<Cluster> cluster = clusters.find(id);
        Optional<ClusterSecurity> security = clusters.security(id);
        if (cluster.isEmpty() || security.isEmpty()) {
            return Optional.empty();
        }
        List<BrokerWay> ways = new ArrayList<>(mappings.ways(id));
        // One dead broker must not be the first one asked every time.
        Collections.shuffle(ways);
        return Optional.of(new Question(
                cluster.get(), security.get(), List.copyOf(ways.subList(0, Math.min(MAX_WAYS, ways.size())))));
    }
}
