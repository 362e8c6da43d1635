import { needsAttention } from "./verdict";
import type { Way } from "./ways";

/** Up to so many brokers are drawn one below the other; with more, those that are well are drawn small. */
export const FEW = 16;

/** What of the ways is drawn how. */
export interface Drawn {
  /** Ways whose lines meet are in one group, so that no line is longer than it must be. */
  readonly large: readonly (readonly Way[])[];
  readonly small: readonly Way[];
}

export function drawn(brokers: readonly Way[]): Drawn {
  if (brokers.length <= FEW) {
    return { large: brokers.length === 0 ? [] : [brokers], small: [] };
  }
  const groups = connected(brokers);
  const troubled = groups.filter((group) => group.some(needsAttention));
  const entangled = troubled.filter((group) => group.length > 1);
  const single = troubled.filter((group) => group.length === 1).flat();
  return {
    large: [...entangled, ...(single.length === 0 ? [] : [single])],
    small: groups.filter((group) => !troubled.includes(group)).flat(),
  };
}

/** Groups of ways that end at one another's brokers, each in the order of the brokers. */
function connected(brokers: readonly Way[]): Way[][] {
  const groupOf = new Map<Way, Set<Way>>(brokers.map((way) => [way, new Set([way])]));
  const byNodeId = new Map(brokers.map((way) => [way.nodeId, way]));
  for (const way of brokers) {
    for (const { nodeId } of way.arrivals) {
      const other = nodeId === null ? undefined : byNodeId.get(nodeId);
      const mine = groupOf.get(way);
      const theirs = other && groupOf.get(other);
      if (mine !== undefined && theirs !== undefined && mine !== theirs) {
        theirs.forEach((each) => {
          mine.add(each);
          groupOf.set(each, mine);
        });
      }
    }
  }
  return [...new Set(groupOf.values())].map((group) => brokers.filter((way) => group.has(way)));
}
