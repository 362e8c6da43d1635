import type { Check } from "../../api/schema";
import { arrivalText } from "./evidence";
import { isTrouble } from "./verdict";
import { nameOf, type Way, type Ways } from "./ways";
import { unroutableText } from "./words";

/** Something about the ways that a person should know, in words. */
export interface Finding {
  readonly severity: "error" | "warning";
  readonly title: string;
  /** What it means, a sentence each. */
  readonly details: readonly string[];
  /** What to do, as the service says it; each once. */
  readonly remedies: readonly string[];
}

/** What is wrong with the ways, the worst first; what belongs together is one finding. */
export function findingsOf({ brokers, bootstrap }: Ways): Finding[] {
  const all = [...brokers, ...bootstrap];
  const pairs = crossedPairs(brokers);
  const crossed = new Set(pairs.flat());
  return [
    ...pairs.map(crossedFinding),
    ...brokers.filter((way) => way.verdict.kind === "WRONG" && !crossed.has(way)).map(wrongFinding),
    ...brokers.filter((way) => way.verdict.kind === "SHARED").map(sharedFinding),
    ...brokenFindings(all),
    ...unroutableFindings(all),
    ...unprovenFindings(brokers),
  ];
}

/** Pairs of brokers each of which answers at the end of the other's way. */
export function crossedPairs(brokers: readonly Way[]): [Way, Way][] {
  return brokers.flatMap((way): [Way, Way][] => {
    const other = onlyArrival(way);
    const partner = brokers.find(({ nodeId }) => nodeId !== null && nodeId === other);
    return partner !== undefined &&
      partner !== way &&
      onlyArrival(partner) === way.nodeId &&
      brokers.indexOf(way) < brokers.indexOf(partner)
      ? [[way, partner]]
      : [];
  });
}

/** The broker that always answers at the end of a way that leads wrong. */
function onlyArrival({ verdict, arrivals }: Way): number | undefined {
  return verdict.kind === "WRONG" && arrivals.length === 1 ? (arrivals[0]?.nodeId ?? undefined) : undefined;
}

function crossedFinding([one, other]: [Way, Way]): Finding {
  return {
    severity: "error",
    title: `The ways to ${nameOf(one)} and ${nameOf(other)} are crossed`,
    details: [
      `Clients that want ${nameOf(one)} are sent to ${place(one)}, where ${nameOf(other)} answers; those that want ${nameOf(other)} are sent to ${place(other)}, where ${nameOf(one)} answers.`,
    ],
    remedies: remedies([one, other]),
  };
}

function wrongFinding(way: Way): Finding {
  return {
    severity: "error",
    title: `The way to ${nameOf(way)} ends at ${way.arrivals.map(({ who }) => who).join(" and ")}`,
    details: [`Clients that want ${nameOf(way)} are sent to ${place(way)}, and never reach it.`],
    remedies: remedies([way]),
  };
}

function sharedFinding(way: Way): Finding {
  return {
    severity: "error",
    title: `More than one answers at the end of the way to ${nameOf(way)}`,
    details: [
      `At ${place(way)} answered ${listed(way.arrivals.map(arrivalText))}. A client gets through by luck, again and again.`,
    ],
    remedies: remedies([way]),
  };
}

/** What fails at the same rung of the ladder mostly has one cause. */
function brokenFindings(ways: readonly Way[]): Finding[] {
  const groups = new Map<string, Way[]>();
  for (const way of ways) {
    if (way.verdict.kind === "BROKEN") {
      const rung = way.verdict.check.id.split("/").at(-1) ?? "";
      groups.set(rung, [...(groups.get(rung) ?? []), way]);
    }
  }
  return [...groups.values()].map((group) => ({
    severity: "error",
    title: `${capital(listedNames(group))} cannot be reached`,
    details: distinct(group.flatMap(({ verdict }) => ("check" in verdict ? [verdict.check.summary] : []))),
    remedies: remedies(group),
  }));
}

const REASONS = ["NO_ROUTE", "PORT_CONFLICT", "CONNECTION_NOT_AVAILABLE", "NOT_MAPPED_YET"] as const;

function unroutableFindings(ways: readonly Way[]): Finding[] {
  return REASONS.flatMap((reason): Finding[] => {
    const group = ways.filter(({ verdict }) => verdict.kind === "UNROUTABLE" && verdict.reason === reason);
    const { why, remedy } = unroutableText(reason);
    return group.length === 0
      ? []
      : [
          {
            severity: "error",
            title: `No way leads to ${listedNames(group)}`,
            details: [why],
            remedies: [remedy],
          },
        ];
  });
}

function unprovenFindings(brokers: readonly Way[]): Finding[] {
  const group = brokers.filter(({ verdict }) => verdict.kind === "UNPROVEN");
  return group.length === 0
    ? []
    : [
        {
          severity: "warning",
          title: `Nothing proves who answers for ${listedNames(group)}`,
          details: ["A broker of the cluster answers there, which may be the right one."],
          remedies: remedies(group),
        },
      ];
}

/** How many brokers are how, in one sentence. */
export function summaryOf({ brokers }: Ways): string {
  const right = brokers.filter(({ verdict }) => verdict.kind === "RIGHT").length;
  const troubled = brokers.filter(({ verdict }) => isTrouble(verdict)).length;
  const all = brokers.length;
  if (all === 0) {
    return "No brokers are known yet.";
  }
  if (brokers.some(({ verdict }) => verdict.kind === "CHECKING")) {
    return `A validation is running: ${right} of ${all} ways are proven so far${troubled > 0 ? `, ${troubled} fail` : ""}.`;
  }
  if (brokers.every(({ verdict }) => verdict.kind === "UNVALIDATED" || verdict.kind === "UNROUTABLE")) {
    return troubled === 0
      ? `${all === 1 ? "The one broker has a way" : `All ${all} brokers have a way`} in; nobody has looked yet who answers there.`
      : `${troubled} of ${all} brokers have no way in; nobody has looked yet who answers at the others.`;
  }
  if (right === all) {
    return all === 1
      ? "The one broker answers at the end of its way."
      : `Each of the ${all} brokers answers at the end of its own way.`;
  }
  return `${right} of ${all} brokers answer at the end of their own way${troubled > 0 ? `; ${troubled} cannot be reached as they should` : ""}.`;
}

/** The end of a way, as one says it. */
export function place({ listener }: Way): string {
  if (listener === null) {
    return "nowhere";
  }
  return `${listener.tunnel ? "tunnel port" : "listener"} ${listener.port}${listener.zone === null ? "" : ` in ${listener.zone}`}`;
}

function remedies(ways: readonly Way[]): string[] {
  return distinct(
    ways.flatMap(({ verdict }) => {
      const check: Check | null = "check" in verdict ? verdict.check : null;
      return check?.remedy == null ? [] : [check.remedy];
    }),
  );
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

const MOST_NAMED = 6;

function listedNames(ways: readonly Way[]): string {
  const ids = ways.flatMap(({ nodeId }) => (nodeId === null ? [] : [String(nodeId)]));
  const others = ways.filter(({ nodeId }) => nodeId === null).map(({ address }) => address);
  const more = ids.length - MOST_NAMED;
  const named = more > 1 ? [...ids.slice(0, MOST_NAMED), `${more} more`] : ids;
  return listed([
    ...(ids.length === 0 ? [] : [`${ids.length === 1 ? "broker" : "brokers"} ${listed(named)}`]),
    ...others,
  ]);
}

export function listed(texts: readonly string[]): string {
  return texts.length <= 1 ? (texts[0] ?? "") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1) ?? ""}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
