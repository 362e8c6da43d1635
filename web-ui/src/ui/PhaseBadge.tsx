import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { ConnectionPhase } from "../api/enums";
import { phaseName } from "../api/words";

/** A connection's phase: the colour never says what the word does not. */
export function PhaseBadge({ phase }: { phase: ConnectionPhase }) {
  return <StatusIndicator type={phaseStatus(phase)}>{phaseName(phase)}</StatusIndicator>;
}

export function phaseStatus(phase: ConnectionPhase): StatusIndicatorProps.Type {
  switch (phase) {
    case "PENDING":
      return "pending";
    case "PROVISIONING":
      return "in-progress";
    case "ACTION_REQUIRED":
      return "warning";
    case "AVAILABLE":
      return "success";
    case "DEGRADED":
      return "warning";
    case "FAILED":
      return "error";
    case "DELETING":
      return "in-progress";
    case "DELETED":
      return "stopped";
  }
}
