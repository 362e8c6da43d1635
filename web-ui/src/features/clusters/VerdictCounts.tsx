import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { Verdict } from "./verdict";
import type { Way } from "./ways";

/** How many ways are how; what there is none of is left out. */
const KINDS: readonly [Verdict["kind"], StatusIndicatorProps.Type, string][] = [
  ["WRONG", "error", "Another broker"],
  ["SHARED", "error", "Several brokers"],
  ["BROKEN", "error", "Not reached"],
  ["UNROUTABLE", "error", "No way in"],
  ["UNPROVEN", "warning", "Unproven"],
  ["RIGHT", "success", "The right broker"],
  ["CHECKING", "in-progress", "Being checked"],
  ["UNVALIDATED", "pending", "Not validated"],
];

export function VerdictCounts({ ways }: { ways: readonly Way[] }) {
  const counts = KINDS.map(
    ([kind, status, words]) =>
      [ways.filter(({ verdict }) => verdict.kind === kind).length, status, words] as const,
  );
  return (
    <SpaceBetween direction="horizontal" size="l">
      {counts
        .filter(([count]) => count > 0)
        .map(([count, status, words]) => (
          <StatusIndicator key={words} type={status}>
            {words}: {count}
          </StatusIndicator>
        ))}
    </SpaceBetween>
  );
}
