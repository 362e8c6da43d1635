import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { arrivalText } from "./evidence";
import { capital, listed } from "./findings";
import { verdictText } from "./verdictText";
import { nameOf, type Way, type Ways } from "./ways";

/** The same as the picture, for whoever would rather read it. */
export function WaysTable({ shown, onOpen }: { shown: Ways; onOpen: (way: Way) => void }) {
  return (
    <Table
      variant="embedded"
      wrapLines
      items={[...shown.brokers, ...shown.bootstrap]}
      trackBy="address"
      ariaLabels={{ tableLabel: "The way that each broker takes" }}
      columnDefinitions={[
        {
          id: "broker",
          header: "Broker",
          isRowHeader: true,
          cell: (way) => (
            <Link
              variant="primary"
              onFollow={() => onOpen(way)}
              ariaLabel={`${capital(nameOf(way))}: details`}
            >
              {way.nodeId === null ? "Bootstrap" : capital(nameOf(way))}
            </Link>
          ),
          minWidth: 100,
        },
        {
          id: "verdict",
          header: "Verdict",
          cell: (way) => {
            const { status, title } = verdictText(way);
            return <StatusIndicator type={status}>{title}</StatusIndicator>;
          },
          minWidth: 175,
        },
        { id: "address", header: "Clients ask for", cell: ({ address }) => address, minWidth: 245 },
        {
          id: "listener",
          header: "and are sent to",
          cell: ({ listener }) => (listener === null ? "Nowhere" : `${listener.host}:${listener.port}`),
          minWidth: 200,
        },
        { id: "zone", header: "Zone", cell: ({ listener }) => listener?.zone ?? "-", minWidth: 90 },
        {
          id: "through",
          header: "Through",
          cell: ({ listener }) => listener?.connectionName ?? "-",
          minWidth: 110,
        },
        {
          id: "answered",
          header: "Who answered",
          cell: ({ arrivals }) => (arrivals.length === 0 ? "-" : capital(listed(arrivals.map(arrivalText)))),
          minWidth: 140,
        },
      ]}
    />
  );
}
