import type { Check } from "../../api/schema";

/** Checks about one thing: a broker, a connection, the bootstrap addresses, the configuration. */
export interface CheckGroup {
  readonly key: string;
  readonly title: string;
  /** The worst first, and from the bottom of the ladder up. */
  readonly checks: readonly Check[];
  readonly worst: Check["outcome"];
}

const URGENCY = ["FAIL", "UNPROVEN", "WARN", "SKIPPED", "PASS"] as const satisfies Check["outcome"][];

function urgency({ outcome }: Check): number {
  return URGENCY.indexOf(outcome);
}

/** The failed ones first; otherwise in the order in which the service tells them, the ladder from the bottom up. */
export function byUrgency(checks: readonly Check[]): Check[] {
  return [...checks].sort((one, other) => urgency(one) - urgency(other));
}

/**
 * The checks of a run by what they are about, those of whatever fails first.
 *
 * @param connectionName by the connection's id
 */
export function groupsOf(
  checks: readonly Check[],
  connectionName: (id: string) => string | undefined,
): CheckGroup[] {
  const groups = new Map<string, Check[]>();
  for (const check of checks) {
    const key = subjectOf(check.id);
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups]
    .map(([key, members]) => {
      const sorted = byUrgency(members);
      return {
        key,
        title: titleOf(key, connectionName),
        checks: sorted,
        worst: sorted[0]?.outcome ?? "PASS",
      };
    })
    .sort((one, other) => URGENCY.indexOf(one.worst) - URGENCY.indexOf(other.worst));
}

/** `broker/2/identity` is about `broker/2`. */
function subjectOf(id: string): string {
  const parts = id.split("/");
  return parts.length > 2 ? parts.slice(0, -1).join("/") : (parts[0] ?? id);
}

function titleOf(key: string, connectionName: (id: string) => string | undefined): string {
  const [area, subject = ""] = key.split("/");
  switch (area) {
    case "broker":
      return `Broker ${subject}`;
    case "connection":
      return `Connection ${connectionName(subject) ?? subject}`;
    case "configuration":
      return "Configuration";
    case "bootstrap":
      return "Bootstrap addresses";
    case "metadata":
      return "Metadata";
    case "run":
    case undefined:
    default:
      return "The run itself";
  }
}
