package dev.postern.validation;

import dev.postern.clusters.ClusterId;

/** What the audit log keeps of a run: its checks are with the run itself. */
record AuditedRun(ClusterId clusterId, ValidationState state) {}
