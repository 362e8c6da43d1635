import type { Verdict } from "./verdict";
import type { Way } from "./ways";

/** One unit of the drawing is a hundredth of a row's height, or of the gap's width: it stretches with the rows. */
const ROW = 100;
const WIDTH = 100;

interface Line {
  key: string;
  from: number;
  to: number;
  kind: Verdict["kind"];
  /** Ends on the way, since nobody known is at its end. */
  stops: boolean;
}

/** From each listener to who answered there. What it shows is said in words beside each row. */
export function WayLines({ ways }: { ways: readonly Way[] }) {
  const lines = linesOf(ways);
  return (
    <div className="ways-lines" aria-hidden="true">
      <svg viewBox={`0 0 ${WIDTH} ${ways.length * ROW}`} preserveAspectRatio="none" focusable="false">
        {lines.map((line) => (
          <g key={line.key} className={`way-line way-${line.kind}`}>
            <path className="way-line-halo" d={path(line)} />
            <path className="way-line-stroke" d={path(line)} />
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Those that lead where they should are drawn first, so that the others lie above them. */
function linesOf(ways: readonly Way[]): Line[] {
  const rowOf = new Map(ways.flatMap(({ nodeId }, row) => (nodeId === null ? [] : [[nodeId, row] as const])));
  const lines = ways.flatMap((way, row): Line[] => {
    const { kind } = way.verdict;
    if (way.listener === null) {
      return [];
    }
    const ends = way.arrivals.flatMap(({ nodeId }) => {
      const end = nodeId === null ? undefined : rowOf.get(nodeId);
      return end === undefined ? [] : [end];
    });
    if (ends.length > 0) {
      return ends.map((to) => ({ key: `${way.address} ${to}`, from: row, to, kind, stops: false }));
    }
    const stops = kind === "BROKEN" || kind === "WRONG" || kind === "SHARED";
    return [{ key: way.address, from: row, to: row, kind, stops }];
  });
  return lines.sort((one, other) => Number(one.from !== one.to) - Number(other.from !== other.to));
}

function path({ from, to, stops }: Line): string {
  const start = from * ROW + ROW / 2;
  const end = to * ROW + ROW / 2;
  const bend = WIDTH / 2;
  return stops ? `M 0 ${start} H ${bend}` : `M 0 ${start} C ${bend} ${start} ${bend} ${end} ${WIDTH} ${end}`;
}
