package dev.postern.clusters;

import dev.postern.foundation.TenantId;
import java.time.Instant;

/**
 * A validation of the cluster has ended. Publish it within the tenant's scope and in the transaction that records the
 * end: the cluster's health changes in the same one.
 *
 * @param health anything but {@code UNVALIDATED}
 * @param unproven whether it is healthy but some broker's identity could not be proven
 * @param at when the validation ended
 */
public record ClusterValidated(
        TenantId tenantId, ClusterId clusterId, ClusterHealth health, boolean unproven, Instant at) {

    public ClusterValidated {
        if (health == ClusterHealth.UNVALIDATED || (unproven && health != ClusterHealth.HEALTHY)) {
            throw new IllegalArgumentException(
                    "a validation leaves a cluster healthy, healthy but unproven, failing or unreachable; not %s%s"
                            .formatted(health, unproven ? " and unproven" : ""));
        }
    }
}
