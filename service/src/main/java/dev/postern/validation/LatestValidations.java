package dev.postern.validation;

import dev.postern.clusters.ClusterId;
import dev.postern.foundation.PageRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was last found of the clusters of the tenant that is bound to the thread. */
@Service
@Transactional(readOnly = true)
public class LatestValidations {

    private final ValidationRows rows;
    private final CheckRows checks;

    LatestValidations(ValidationRows rows, CheckRows checks) {
        this.rows = rows;
        this.checks = checks;
    }

    /** Empty if the cluster was never validated, or there is none. */
    public Optional<LatestValidation> of(ClusterId cluster) {
        return rows.list(cluster, PageRequest.of(1, null)).stream()
                .findFirst()
                .map(run -> new LatestValidation(run.id(), run.state(), remedy(run)));
    }

    private @Nullable String remedy(ValidationSummary run) {
        return run.state() == ValidationState.RUNNING || run.counts().fail() == 0
                ? null
                : checks.firstFailed(run.id())
                        .map(check -> check.finding().remedy())
                        .orElse(null);
    }
}
