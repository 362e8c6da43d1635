import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useFilter } from "../../ui/useFilter";
import { verdictText } from "./verdictText";
import { needsAttention } from "./verdict";
import { nameOf, type Way, type Ways } from "./ways";

const SHOWS = ["attention"] as const;
const FACES = ["table"] as const;

/** Which ways are shown, and how: kept in the URL. */
export function useWayFilter() {
  const [show, setShow] = useFilter("show", SHOWS);
  const [as, setAs] = useFilter("as", FACES);
  const [find = "", setFind] = useFilter("find");
  const fits = (way: Way): boolean =>
    (show === undefined || needsAttention(way)) && find.split(",").some((text) => mentions(way, text));
  return {
    show,
    setShow,
    as,
    setAs,
    find,
    setFind,
    apply: ({ brokers, bootstrap }: Ways): Ways => ({
      brokers: withEnds(brokers.filter(fits), brokers),
      bootstrap: bootstrap.filter(fits),
    }),
  };
}

/** Brokers at which the ways end that are left stay too: a line has two ends. */
function withEnds(left: readonly Way[], all: readonly Way[]): Way[] {
  const ends = new Set(left.flatMap(({ arrivals }) => arrivals.map(({ nodeId }) => nodeId)));
  return all.filter((way) => left.includes(way) || (way.nodeId !== null && ends.has(way.nodeId)));
}

/** A number stands for the broker or the port of that number, anything else for a part of whatever is shown. */
function mentions(way: Way, typed: string): boolean {
  const text = typed.trim().toLowerCase();
  if (text === "") {
    return true;
  }
  const { listener } = way;
  if (/^\d+$/.test(text)) {
    return way.nodeId === Number(text) || listener?.port === Number(text) || way.address.endsWith(`:${text}`);
  }
  const { title } = verdictText(way);
  const shown = [
    nameOf(way),
    way.address,
    way.rack,
    listener?.host,
    listener?.zone,
    listener?.connectionName,
    title,
  ];
  return shown.some((part) => part?.toLowerCase().includes(text));
}

type WayFiltersProps = ReturnType<typeof useWayFilter> & { ways: Ways };

export function WayFilters({ show, setShow, as, setAs, find, setFind, ways }: WayFiltersProps) {
  const all = [...ways.brokers, ...ways.bootstrap];
  const attention = all.filter(needsAttention).length;
  return (
    <SpaceBetween direction="horizontal" size="s">
      <TextFilter
        filteringText={find}
        filteringPlaceholder="Broker, address, port or zone"
        filteringAriaLabel="Find ways by broker, address, port or zone"
        filteringClearAriaLabel="Clear"
        onChange={({ detail }) => setFind(detail.filteringText)}
      />
      <SegmentedControl
        label="Which ways are shown"
        selectedId={show ?? "all"}
        options={[
          { id: "all", text: `All (${all.length})` },
          { id: "attention", text: `Needs attention (${attention})` },
        ]}
        onChange={({ detail }) => setShow(SHOWS.find((one) => one === detail.selectedId))}
      />
      <SegmentedControl
        label="How they are shown"
        selectedId={as ?? "picture"}
        options={[
          { id: "picture", text: "Picture" },
          { id: "table", text: "Table" },
        ]}
        onChange={({ detail }) => setAs(FACES.find((one) => one === detail.selectedId))}
      />
    </SpaceBetween>
  );
}
