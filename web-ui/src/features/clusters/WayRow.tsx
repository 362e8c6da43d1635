import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { capital, place } from "./findings";
import { nameOf, type Way } from "./ways";
import { verdictText } from "./verdictText";

interface WayRowProps {
  way: Way;
  /** Every way of the picture: others may end at this row's broker. */
  all: readonly Way[];
  /** Clients are configured with this address. */
  begins: boolean;
  onOpen: () => void;
}

/** One way, from left to right: what clients ask for, where they are sent, who answers there, and what to think of it. */
export function WayRow({ way, all, begins, onOpen }: WayRowProps) {
  const { listener, verdict, rack, missingSince } = way;
  const { status, title, detail } = verdictText(way);
  return (
    <li className={`way-row way-${verdict.kind}`}>
      <div className="way-card">
        <button
          type="button"
          className="way-open"
          onClick={onOpen}
          aria-label={`${capital(nameOf(way))}: details`}
        >
          {way.nodeId === null ? "Bootstrap" : capital(nameOf(way))}
        </button>
        {begins && way.nodeId !== null && <span className="way-tag">bootstrap</span>}
        {missingSince !== null && <span className="way-tag way-tag-bad">missing</span>}
        {rack !== null && <span className="way-quiet">{rack}</span>}
        <div className="way-address" title={way.address}>
          {way.address}
        </div>
      </div>
      <div className="way-gap" aria-hidden="true">
        {listener === null ? <span className="way-mark">✕</span> : <span className="way-arrow" />}
      </div>
      {listener === null ? (
        <div className="way-card way-none">
          <div>No listener</div>
          <div className="way-address">leads nowhere</div>
        </div>
      ) : (
        <div className="way-card">
          <span className="way-name">{capital(place(way).split(" in ")[0] ?? "")}</span>{" "}
          <span className="way-quiet">{listener.zone ?? (listener.tunnel ? "gateway" : "all zones")}</span>
          <div className="way-address" title={`${listener.host}:${listener.port}`}>
            {listener.connectionName === null
              ? listener.host
              : `${listener.connectionName} · ${listener.host}`}
          </div>
        </div>
      )}
      <div className="way-gap" aria-hidden="true">
        <Mark way={way} all={all} />
      </div>
      <Answerer way={way} all={all} />
      <div className="way-verdict">
        <StatusIndicator type={status} wrapText={false}>
          {title}
        </StatusIndicator>
        {detail !== null && (
          <div className="way-detail" title={detail}>
            {detail}
          </div>
        )}
      </div>
    </li>
  );
}

/** On the line, where it does not simply lead to its end. */
function Mark({ way, all }: { way: Way; all: readonly Way[] }) {
  const ends = way.arrivals.some(
    ({ nodeId }) => nodeId !== null && all.some((other) => other.nodeId === nodeId),
  );
  switch (way.verdict.kind) {
    case "BROKEN":
      return <span className="way-mark">✕</span>;
    case "WRONG":
    case "SHARED":
      return ends ? null : <span className="way-mark">≠</span>;
    case "UNPROVEN":
    case "UNVALIDATED":
      return <span className="way-mark">?</span>;
    case "CHECKING":
      return <span className="way-mark">…</span>;
    case "RIGHT":
    case "UNROUTABLE":
      return null;
  }
}

/** The broker of this row as one that answers: where, others' listeners included. */
function Answerer({ way, all }: { way: Way; all: readonly Way[] }) {
  if (way.nodeId === null) {
    return (
      <div className="way-card" aria-hidden="true">
        <span className="way-name">Any broker</span>
        <div className="way-address">may answer</div>
      </div>
    );
  }
  const at = all.filter(({ arrivals }) => arrivals.some(({ nodeId }) => nodeId === way.nodeId));
  const strangers = at.some((other) => other !== way);
  return (
    <div
      className={`way-card ${strangers ? "way-astray" : at.length === 0 ? "way-none" : ""}`}
      aria-hidden="true"
    >
      {at.length > 0 && <span className="way-head" />}
      <span className="way-name">{capital(nameOf(way))}</span>
      <div className="way-address">
        {at.length === 0
          ? silent(way)
          : `${at.length === 1 ? "at " : ""}${at.map(({ listener }) => listener?.port ?? "?").join(", ")}`}
      </div>
    </div>
  );
}

/** Of a broker that has not been seen to answer anywhere. */
function silent({ verdict }: Way): string {
  switch (verdict.kind) {
    case "UNVALIDATED":
    case "CHECKING":
      return "not asked yet";
    case "UNPROVEN":
      return "perhaps";
    case "RIGHT":
    case "WRONG":
    case "SHARED":
    case "BROKEN":
    case "UNROUTABLE":
      return "not reached";
  }
}
