import Box from "@cloudscape-design/components/box";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import type { BootstrapEntry, Cluster, MappingEntry, UnroutableBroker } from "../../api/schema";
import { paths } from "../../paths";
import { CopyableId } from "../../ui/CopyableId";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";
import { mappingText } from "./mappingText";
import { mappingQuery, useConnectionsOf } from "./queries";
import { unroutableName, unroutableText } from "./words";

/** The table that clients follow. */
export function MappingTab({ tenantId, cluster }: { tenantId: string; cluster: Cluster }) {
  const { data: mapping, error, refetch } = useQuery(mappingQuery(tenantId, cluster.id));
  const targets = [...(mapping?.entries ?? []), ...(mapping?.bootstrap ?? [])];
  const connections = useConnectionsOf(
    tenantId,
    targets.map(({ connectionId }) => connectionId),
  );
  if (mapping === undefined) {
    return error === null ? (
      <Loading what="the mapping" />
    ) : (
      <ErrorAlert error={error} onRetry={() => void refetch()} />
    );
  }
  const through = (id: string) => (
    <RouterLink to={paths.connection(tenantId, id)}>
      {connections.find((connection) => connection.id === id)?.name ?? id}
    </RouterLink>
  );
  return (
    <SpaceBetween size="l">
      {mapping.unroutable.length > 0 && <Unroutable unroutable={mapping.unroutable} />}
      <Table
        items={mapping.entries}
        trackBy={addressOf}
        wrapLines
        ariaLabels={{ tableLabel: "Brokers of the resolver mapping" }}
        columnDefinitions={[
          {
            id: "broker",
            header: "Broker",
            isRowHeader: true,
            cell: ({ nodeId }) => nodeId ?? "Not known yet",
            width: 100,
          },
          { id: "rack", header: "Rack", cell: ({ rack }: MappingEntry) => rack ?? "-", width: 120 },
          ...sentColumns<MappingEntry>(through),
        ]}
        header={
          <Header
            variant="h2"
            counter={`(${mapping.entries.length})`}
            description={
              <>
                Version {mapping.version}, since <TimeAgo at={mapping.generatedAt} />. Where clients really
                connect for the address of a broker.
              </>
            }
            actions={
              <CopyToClipboard
                textToCopy={mappingText(mapping)}
                copyButtonText="Copy as text"
                copyButtonAriaLabel="Copy the mapping as text"
                copySuccessText="Copied"
                copyErrorText="Could not be copied"
              />
            }
          >
            Brokers
          </Header>
        }
        empty={
          <Box color="text-body-secondary">
            No broker has a way in yet: the cluster has not told its brokers, or no route covers them.
          </Box>
        }
      />
      {mapping.bootstrap.length > 0 && (
        <Table
          items={mapping.bootstrap}
          trackBy={addressOf}
          wrapLines
          ariaLabels={{ tableLabel: "Bootstrap addresses of the resolver mapping" }}
          columnDefinitions={sentColumns<BootstrapEntry>(through)}
          header={
            <Header
              variant="h2"
              counter={`(${mapping.bootstrap.length})`}
              description="Addresses that clients begin with, and that no broker advertises as its own."
            >
              Bootstrap addresses
            </Header>
          }
        />
      )}
    </SpaceBetween>
  );
}

function addressOf({ host, port }: { host: string; port: number }): string {
  return `${host}:${port}`;
}

function sentColumns<T extends BootstrapEntry>(
  through: (connectionId: string) => React.ReactNode,
): TableProps.ColumnDefinition<T>[] {
  return [
    {
      id: "address",
      header: "Clients ask for",
      cell: (entry) => <CopyableId id={addressOf(entry)} what="address that clients ask for" />,
      minWidth: 240,
    },
    {
      id: "target",
      header: "and are sent to",
      cell: ({ targetHost, targetPort }) => (
        <CopyableId id={`${targetHost}:${targetPort}`} what="address that clients are sent to" />
      ),
      minWidth: 240,
    },
    { id: "through", header: "Through", cell: ({ connectionId }) => through(connectionId), minWidth: 140 },
  ];
}

function Unroutable({ unroutable }: { unroutable: readonly UnroutableBroker[] }) {
  return (
    <Table
      items={unroutable}
      trackBy={addressOf}
      wrapLines
      ariaLabels={{ tableLabel: "Addresses without a way in" }}
      header={
        <Header
          variant="h2"
          counter={`(${unroutable.length})`}
          description="Clients must not connect to these addresses: the mapping never falls back to them."
        >
          Without a way in
        </Header>
      }
      columnDefinitions={[
        {
          id: "broker",
          header: "Broker",
          isRowHeader: true,
          cell: ({ nodeId }: UnroutableBroker) => nodeId ?? "Bootstrap",
          width: 110,
        },
        { id: "address", header: "Clients ask for", cell: addressOf, minWidth: 240 },
        {
          id: "reason",
          header: "Why",
          cell: ({ reason }: UnroutableBroker) => (
            <StatusIndicator type="error">{unroutableName(reason)}</StatusIndicator>
          ),
          minWidth: 160,
        },
        {
          id: "remedy",
          header: "What that means, and what to do",
          cell: ({ reason }: UnroutableBroker) => {
            const { why, remedy } = unroutableText(reason);
            return `${why} ${remedy}`;
          },
          minWidth: 300,
        },
      ]}
    />
  );
}
