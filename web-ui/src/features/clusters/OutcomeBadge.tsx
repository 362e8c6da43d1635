import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { Check, Cluster, Validation } from "../../api/schema";
import { healthText, outcomeName, stateName } from "./words";

export function OutcomeBadge({ outcome }: { outcome: Check["outcome"] }) {
  return <StatusIndicator type={outcomeStatus(outcome)}>{outcomeName(outcome)}</StatusIndicator>;
}

function outcomeStatus(outcome: Check["outcome"]): StatusIndicatorProps.Type {
  switch (outcome) {
    case "PASS":
      return "success";
    case "WARN":
      return "warning";
    case "FAIL":
      return "error";
    case "SKIPPED":
      return "stopped";
    case "UNPROVEN":
      return "info";
  }
}

export function StateBadge({ state }: { state: Validation["state"] }) {
  return <StatusIndicator type={stateStatus(state)}>{stateName(state)}</StatusIndicator>;
}

function stateStatus(state: Validation["state"]): StatusIndicatorProps.Type {
  switch (state) {
    case "RUNNING":
      return "in-progress";
    case "PASSED":
      return "success";
    case "FAILED":
      return "error";
    case "INCONCLUSIVE":
      return "info";
  }
}

/** A cluster's health: the colour never says what the words do not. */
export function HealthBadge({ cluster }: { cluster: Pick<Cluster, "health" | "unproven"> }) {
  return <StatusIndicator type={healthStatus(cluster)}>{healthText(cluster)}</StatusIndicator>;
}

function healthStatus({ health, unproven }: Pick<Cluster, "health" | "unproven">): StatusIndicatorProps.Type {
  switch (health) {
    case "UNVALIDATED":
      return "pending";
    case "HEALTHY":
      return unproven ? "info" : "success";
    case "FAILING":
      return "error";
    case "UNREACHABLE":
      return "error";
  }
}
