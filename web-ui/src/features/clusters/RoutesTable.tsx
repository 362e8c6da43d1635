import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import type { Cluster, Route } from "../../api/schema";
import { paths } from "../../paths";
import { RouterLink } from "../../ui/RouterLink";
import { useConnectionsOf } from "./queries";
import { matchText, portText } from "./words";

interface Row {
  key: string;
  order: string;
  match: string;
  connectionId: string;
  port: string;
  zone: string;
}

/** The rules in their order; the way for bootstrap names of their own comes last, since it is asked last. */
export function RoutesTable({ tenantId, cluster }: { tenantId: string; cluster: Cluster }) {
  const { routes, bootstrapRoute } = cluster;
  const rows: Row[] = routes.map(rowOf);
  if (bootstrapRoute !== null) {
    rows.push({
      key: "bootstrap",
      order: "Bootstrap",
      match: "Bootstrap names of their own",
      connectionId: bootstrapRoute.connectionId,
      port:
        bootstrapRoute.port === undefined ? "A tunnel port that Postern allots" : String(bootstrapRoute.port),
      zone: "-",
    });
  }
  const connections = useConnectionsOf(
    tenantId,
    rows.map(({ connectionId }) => connectionId),
  );
  return (
    <Table
      items={rows}
      trackBy="key"
      wrapLines
      ariaLabels={{ tableLabel: "Routes" }}
      header={
        <Header
          variant="h2"
          counter={`(${routes.length})`}
          description="The first that matches a broker wins. Where none matches, there is no way in."
        >
          Routes
        </Header>
      }
      columnDefinitions={[
        { id: "order", header: "Order", cell: ({ order }) => order, width: 110 },
        {
          id: "match",
          header: "Matches",
          isRowHeader: true,
          cell: ({ match }) => <Box variant="code">{match}</Box>,
          minWidth: 260,
        },
        {
          id: "connection",
          header: "Through",
          cell: ({ connectionId }) => (
            <RouterLink to={paths.connection(tenantId, connectionId)}>
              {connections.find(({ id }) => id === connectionId)?.name ?? connectionId}
            </RouterLink>
          ),
          minWidth: 160,
        },
        { id: "port", header: "Port", cell: ({ port }) => port, minWidth: 160 },
        { id: "zone", header: "Zone", cell: ({ zone }) => zone, minWidth: 120 },
      ]}
      empty={<Box color="text-body-secondary">No routes: there is no way to any broker.</Box>}
    />
  );
}

function rowOf({ match, connectionId, port, availabilityZone }: Route, index: number): Row {
  return {
    key: String(index),
    order: String(index + 1),
    match: matchText(match),
    connectionId,
    port: portText(port),
    zone: availabilityZone ?? (port.kind === "TUNNEL" ? "-" : "All zones"),
  };
}
