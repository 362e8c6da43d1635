import type { OutcomeCounts, ValidationSummary } from "../../api/schema";

/** How the checks ended, the failed ones first; what there is none of is left out. */
export function countsText({ fail, unproven, warn, skipped, pass }: OutcomeCounts): string {
  const parts = [
    [fail, "failed"],
    [unproven, "unproven"],
    [warn, warn === 1 ? "warning" : "warnings"],
    [skipped, "skipped"],
    [pass, "passed"],
  ] as const;
  const some = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return some.length === 0 ? "None yet" : some.join(", ");
}

/** How long a run took; as far as it has ended. */
export function secondsText({
  startedAt,
  finishedAt,
}: Pick<ValidationSummary, "startedAt" | "finishedAt">): string {
  if (finishedAt === null) {
    return "-";
  }
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds)} s`;
}
