import { drawn } from "./groups";
import { WayLines } from "./WayLines";
import { WayRow } from "./WayRow";
import { WayTiles } from "./WayTiles";
import type { Way, Ways } from "./ways";
import "./ways.css";

interface WaysPictureProps {
  /** What is left of them by the filter. */
  shown: Ways;
  /** The addresses that clients are configured with. */
  bootstrap: readonly string[];
  onOpen: (way: Way) => void;
}

/** The way that each broker takes. The rows are read like a list; the lines between them are for the eye. */
export function WaysPicture({ shown, bootstrap, onOpen }: WaysPictureProps) {
  const { large, small } = drawn(shown.brokers);
  const all = [...shown.bootstrap, ...shown.brokers];
  const rows = (ways: readonly Way[], label: string) => (
    <div className="ways-group" key={ways[0]?.address}>
      <WayLines ways={ways} />
      <ol aria-label={label}>
        {ways.map((way) => (
          <WayRow
            key={way.address}
            way={way}
            all={all}
            begins={bootstrap.includes(way.address)}
            onOpen={() => onOpen(way)}
          />
        ))}
      </ol>
    </div>
  );
  const drawsRows = large.length > 0 || shown.bootstrap.length > 0;
  return (
    <div className="ways" role="region" aria-label="The way that each broker takes">
      {drawsRows && (
        <div className="ways-heads" aria-hidden="true">
          <span>Clients ask for</span>
          <span />
          <span>and are sent to</span>
          <span />
          <span>where answers</span>
          <span />
        </div>
      )}
      {shown.bootstrap.length > 0 && rows(shown.bootstrap, "Ways of the bootstrap addresses")}
      {large.map((group) => rows(group, "Ways of the brokers"))}
      {small.length > 0 && <WayTiles ways={small} onOpen={onOpen} />}
    </div>
  );
}
