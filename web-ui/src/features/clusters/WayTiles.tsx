import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { capital, place } from "./findings";
import { verdictText } from "./verdictText";
import { nameOf, type Way } from "./ways";

/** Many ways at whose ends nothing is to be done, as small as they can be read. */
export function WayTiles({ ways, onOpen }: { ways: readonly Way[]; onOpen: (way: Way) => void }) {
  return (
    <ul className="way-tiles" aria-label="Ways without anything to do">
      {ways.map((way) => {
        const { status, title } = verdictText(way);
        return (
          <li key={way.address}>
            <button
              type="button"
              className={`way-tile way-${way.verdict.kind}`}
              title={`${way.address}: ${title}`}
              onClick={() => onOpen(way)}
              aria-label={`${capital(nameOf(way))}, ${way.address}, ${place(way)}: ${title}. Details`}
            >
              <StatusIndicator type={status} iconAriaLabel={title} />
              <span className="way-name">{way.nodeId ?? way.address}</span>
              <span className="way-tile-line" aria-hidden="true" />
              <span>{way.listener?.port}</span>
              <span className="way-quiet">{way.listener?.zone ?? ""}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
