import type { StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import { capital, listed } from "./findings";
import type { Way } from "./ways";
import { checkName, unroutableName, unroutableText } from "./words";

interface VerdictText {
  status: StatusIndicatorProps.Type;
  /** In few words. */
  title: string;
  /** In a sentence; null where the title says it all. */
  detail: string | null;
}

/** A way's verdict where people read it: the shape and the words say what the colour does. */
export function verdictText(way: Way): VerdictText {
  const { verdict, arrivals, nodeId } = way;
  switch (verdict.kind) {
    case "RIGHT":
      return verdict.warning === null
        ? {
            status: "success",
            title: nodeId === null ? "The right cluster" : "The right broker",
            detail: null,
          }
        : { status: "warning", title: "Right, with a warning", detail: verdict.warning.summary };
    case "WRONG":
      return {
        status: "error",
        title: arrivals.every(({ who }) => who.startsWith("a broker of the cluster "))
          ? "Another cluster answers"
          : capital(`${listed(arrivals.map(({ who }) => who))} answers`),
        detail: verdict.check.summary,
      };
    case "SHARED":
      return {
        status: "error",
        title: arrivals.every(({ nodeId: id }) => id !== null)
          ? `Brokers ${listed(arrivals.map(({ nodeId: id }) => String(id)))} answer`
          : "Not always the right one",
        detail: verdict.check.summary,
      };
    case "BROKEN":
      return {
        status: "error",
        title: `Fails at ${decapitalised(checkName(verdict.check.id))}`,
        detail: verdict.check.summary,
      };
    case "UNPROVEN":
      return { status: "warning", title: "Answers, unproven", detail: verdict.check.summary };
    case "CHECKING":
      return { status: "in-progress", title: "Being checked", detail: null };
    case "UNVALIDATED":
      return { status: "pending", title: unvalidated(verdict.why), detail: null };
    case "UNROUTABLE":
      return {
        status: verdict.reason === "NOT_MAPPED_YET" ? "pending" : "error",
        title: `No way in: ${unroutableName(verdict.reason).toLowerCase()}`,
        detail: unroutableText(verdict.reason).why,
      };
  }
}

function unvalidated(why: "NEVER" | "NOT_IN_RUN" | "MOVED"): string {
  switch (why) {
    case "NEVER":
      return "Never validated";
    case "NOT_IN_RUN":
      return "Not in the last validation";
    case "MOVED":
      return "Moved since the last validation";
  }
}

function decapitalised(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
