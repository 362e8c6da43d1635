package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.clusters.Clusters;
import dev.postern.database.TenantScope;
import dev.postern.foundation.AuditedChange;
import dev.postern.foundation.ErrorKind;
import dev.postern.foundation.Page;
import dev.postern.foundation.PageRequest;
import dev.postern.foundation.PosternException;
import dev.postern.quotas.Quota;
import dev.postern.quotas.Quotas;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts and reads the runs of the tenant that is bound to the thread. */
@Service
class ValidationService {

    /** Who has started a run that nobody asked for. */
    static final String POSTERN = "postern";

    private final ValidationRows rows;
    private final CheckRows checks;
    private final ValidationSettings settings;
    private final Clusters clusters;
    private final Quotas quotas;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ValidationService(
            ValidationRows rows,
            CheckRows checks,
            ValidationSettings settings,
            Clusters clusters,
            Quotas quotas,
            ApplicationEventPublisher events,
            Clock clock) {
        this.quotas = quotas;
        this.rows = rows;
        this.checks = checks;
        this.settings = settings;
        this.clusters = clusters;
        this.events = events;
        this.clock = clock;
    }

    /** Writes a run down, which begins once that is committed. One at a time for a cluster. */
    @Transactional
    public ValidationView start(ClusterId cluster, String startedBy) {
        known(cluster);
        if (rows.running(cluster).isEmpty()) {
            quotas.claim(Quota.RUNNING_VALIDATIONS, 1, () -> rows.askedFor(POSTERN));
        }
        return start(cluster, ValidationId.next(), startedBy)
                .map(id -> get(cluster, id, null))
                .orElseThrow(() -> new PosternException(
                        ErrorKind.CONFLICT,
                        "The cluster is being validated. Read %s, or wait until it has ended."
                                .formatted(rows.running(cluster)
                                        .map(ValidationId::value)
                                        .orElse("the validation under way"))));
    }

    /** As {@link #start(ClusterId, String)}, by itself; does nothing if one runs. */
    @Transactional
    public void startUnlessRunning(ClusterId cluster) {
        start(cluster, ValidationId.next(), POSTERN);
    }

    /** @param after the id of the check behind which the page begins; null for the first page */
    @Transactional(readOnly = true)
    public ValidationView get(ClusterId cluster, ValidationId id, @Nullable String after) {
        return rows.find(cluster, id)
                .map(summary -> ValidationView.of(summary, checks.page(id, after)))
                .orElseThrow(() -> PosternException.notFound("validation"));
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public Page<ValidationSummary> list(ClusterId cluster, PageRequest page) {
        known(cluster);
        return Page.of(
                rows.list(cluster, page), page, validation -> validation.id().value());
    }

    private Optional<ValidationId> start(ClusterId cluster, ValidationId id, String startedBy) {
        if (!rows.insert(id, cluster, startedBy, clock.instant())) {
            return Optional.empty();
        }
        rows.keepLatest(cluster, settings.keepRuns());
        events.publishEvent(new ValidationStarted(TenantScope.required(), id, cluster));
        events.publishEvent(new AuditedChange(
                TenantScope.required(),
                "validation.started",
                id.value(),
                null,
                new AuditedRun(cluster, ValidationState.RUNNING)));
        return Optional.of(id);
    }

    private void known(ClusterId cluster) {
        if (clusters.find(cluster).isEmpty()) {
            throw PosternException.notFound("cluster");
        }
    }
}
