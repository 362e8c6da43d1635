import type { Check } from "../../api/schema";

/** Who answered at the end of a way. */
export interface Arrival {
  /** As the service says it: `broker 2`, `nobody`, `a broker of the cluster abc`. */
  readonly who: string;
  /** Null unless it is a broker of the cluster that has told which one it is. */
  readonly nodeId: number | null;
  /** To how many of the connections that asked; 0 where a certificate has told it, without counting. */
  readonly connections: number;
}

/** A check of one broker, or of the bootstrap addresses, by its last word: `identity`, `tls`. */
export function brokerCheck(checks: readonly Check[], rung: string): Check | undefined {
  return checks.find(({ id }) => id.endsWith(`/${rung}`));
}

/** What an identity check is based on: one entry for each address that was asked, or one for all. */
function readings(check: Check | undefined): Record<string, unknown>[] {
  if (check === undefined) {
    return [];
  }
  const addresses = check.evidence["addresses"];
  return Array.isArray(addresses) ? addresses.filter(isRecord) : [check.evidence];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Who answered, most often first. Nobody where the check did not get so far as to ask. */
export function arrivalsOf(identity: Check | undefined): Arrival[] {
  return tally(readings(identity).flatMap(({ answeredBy }) => counted(answeredBy))).map(
    ([who, connections]) => ({
      who,
      nodeId: nodeIdOf(who),
      connections,
    }),
  );
}

/** Which clusters answered at a bootstrap address. */
export function bootstrapArrivalsOf(identity: Check | undefined, address: string): Arrival[] {
  const here = readings(identity).filter(({ broker }) => broker === address);
  return tally(here.flatMap(({ clusters }) => counted(clusters))).map(([who, connections]) => ({
    who: who === "nobody" ? who : `cluster ${who}`,
    nodeId: null,
    connections,
  }));
}

/** How the check ended for one of the addresses that it is about; undefined if it says nothing of that one. */
export function outcomeAt(check: Check, address: string): Check["outcome"] | undefined {
  const here = readings(check).filter(({ broker }) => broker === address);
  const outcomes = here.map(({ outcome }) => outcome);
  return OUTCOMES.find((outcome) => outcomes.includes(outcome));
}

const OUTCOMES = ["FAIL", "SKIPPED", "UNPROVEN", "WARN", "PASS"] as const satisfies Check["outcome"][];

/** The listener ports that were dialled. */
export function portsOf(checks: readonly Check[]): number[] {
  return checks
    .flatMap((check) => readings(check))
    .map(({ address }) => (typeof address === "string" ? Number(/:(\d+)$/.exec(address)?.[1]) : Number.NaN))
    .filter((port) => Number.isInteger(port));
}

/** The service counts who answered; where a certificate has told, it says so without counting. */
function counted(answeredBy: unknown): [string, number][] {
  if (typeof answeredBy === "string") {
    return [[answeredBy, 0]];
  }
  return isRecord(answeredBy)
    ? Object.entries(answeredBy).filter((entry): entry is [string, number] => typeof entry[1] === "number")
    : [];
}

function tally(counts: readonly (readonly [string, number])[]): [string, number][] {
  const sums = new Map<string, number>();
  for (const [who, count] of counts) {
    sums.set(who, (sums.get(who) ?? 0) + count);
  }
  return [...sums].sort(([, one], [, other]) => other - one);
}

function nodeIdOf(who: string): number | null {
  const digits = /^broker (\d+)$/.exec(who)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** The same in words, such as `broker 2 (8×)`. */
export function arrivalText({ who, connections }: Arrival): string {
  return connections === 0 ? who : `${who} (${connections}×)`;
}
