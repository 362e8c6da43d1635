import type { Check, UnroutableBroker, Validation } from "../../api/schema";
import { type Arrival, brokerCheck, outcomeAt } from "./evidence";

/** What became of a way in the newest validation. */
export type Verdict =
  /** Whoever should answer does, every time. */
  | { readonly kind: "RIGHT"; readonly warning: Check | null }
  /** Somebody else answers, every time. */
  | { readonly kind: "WRONG"; readonly check: Check }
  /** Now the right one answers, now somebody else. */
  | { readonly kind: "SHARED"; readonly check: Check }
  /** Nobody answers, or not so that it could be asked who it is. */
  | { readonly kind: "BROKEN"; readonly check: Check }
  /** Somebody answers who may be the right one. */
  | { readonly kind: "UNPROVEN"; readonly check: Check }
  /** The run has not come to it yet. */
  | { readonly kind: "CHECKING" }
  | { readonly kind: "UNVALIDATED"; readonly why: "NEVER" | "NOT_IN_RUN" | "MOVED" }
  | { readonly kind: "UNROUTABLE"; readonly reason: UnroutableBroker["reason"] | "NOT_MAPPED_YET" };

interface Findings {
  /** Null for a bootstrap address, at which any broker of the cluster may answer. */
  nodeId: number | null;
  /** The bootstrap address. */
  address?: string;
  checks: readonly Check[];
  arrivals: readonly Arrival[];
  validation: Validation | undefined;
  /** Whether the mapping sends clients elsewhere since. */
  moved: boolean;
}

export function verdictOf({ nodeId, address, checks, arrivals, validation, moved }: Findings): Verdict {
  if (validation === undefined) {
    return { kind: "UNVALIDATED", why: "NEVER" };
  }
  const running = validation.state === "RUNNING";
  if (moved || checks.length === 0) {
    return running ? { kind: "CHECKING" } : { kind: "UNVALIDATED", why: moved ? "MOVED" : "NOT_IN_RUN" };
  }
  const outcome = (check: Check): Check["outcome"] =>
    (address === undefined ? undefined : outcomeAt(check, address)) ?? check.outcome;
  const identity = brokerCheck(checks, "identity");
  const failed = checks.find((check) => outcome(check) === "FAIL");
  if (identity !== undefined && outcome(identity) === "FAIL") {
    const others = arrivals.filter(({ who }) => who !== "nobody" && who !== `broker ${nodeId ?? ""}`);
    if (nodeId !== null && others.length > 0) {
      return { kind: others.length < arrivals.length ? "SHARED" : "WRONG", check: identity };
    }
    return { kind: "BROKEN", check: failed ?? identity };
  }
  if (failed !== undefined) {
    return { kind: "BROKEN", check: failed };
  }
  if (identity === undefined) {
    return running ? { kind: "CHECKING" } : { kind: "UNVALIDATED", why: "NOT_IN_RUN" };
  }
  switch (outcome(identity)) {
    case "SKIPPED":
      return { kind: "BROKEN", check: identity };
    case "UNPROVEN":
      return { kind: "UNPROVEN", check: identity };
    case "FAIL":
    case "PASS":
    case "WARN":
      return { kind: "RIGHT", warning: checks.find((check) => outcome(check) === "WARN") ?? null };
  }
}

/** Whether clients do not get through, or not to whom they want. */
export function isTrouble({ kind }: Verdict): boolean {
  switch (kind) {
    case "WRONG":
    case "SHARED":
    case "BROKEN":
    case "UNROUTABLE":
      return true;
    case "RIGHT":
    case "UNPROVEN":
    case "CHECKING":
    case "UNVALIDATED":
      return false;
  }
}

/** Whether there is anything to do about a way, or to know of it. */
export function needsAttention({ verdict, missingSince }: Judged): boolean {
  return (
    isTrouble(verdict) ||
    verdict.kind === "UNPROVEN" ||
    (verdict.kind === "RIGHT" && verdict.warning !== null) ||
    missingSince !== null
  );
}

interface Judged {
  readonly verdict: Verdict;
  readonly missingSince: string | null;
}
