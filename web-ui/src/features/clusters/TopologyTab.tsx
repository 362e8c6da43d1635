import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import type { Cluster, TopologyBroker } from "../../api/schema";
import { CopyableId } from "../../ui/CopyableId";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { TimeAgo } from "../../ui/TimeAgo";
import { topologyQuery } from "./queries";

/** The brokers as the cluster itself advertises them. That another cluster answers is said above all tabs. */
export function TopologyTab({ tenantId, cluster }: { tenantId: string; cluster: Cluster }) {
  const { data: topology, error, refetch } = useQuery(topologyQuery(tenantId, cluster.id));
  if (topology === undefined) {
    return error === null ? (
      <Loading what="the topology" />
    ) : (
      <ErrorAlert error={error} onRetry={() => void refetch()} />
    );
  }
  const { brokers, failure, observedAt, kafkaClusterId } = topology;
  const missing = brokers.filter(({ missingSince }) => missingSince !== null).length;
  return (
    <SpaceBetween size="l">
      {failure !== null && (
        <Alert type="warning" header="The last look at the cluster brought nothing">
          <Box variant="p">
            {failure.detail} (<TimeAgo at={failure.at} />)
          </Box>
          {observedAt !== null && (
            <Box variant="p">What follows is what the cluster said before. Postern asks again by itself.</Box>
          )}
        </Alert>
      )}
      {missing > 0 && (
        <Alert
          type="warning"
          header={missing === 1 ? "One broker is missing" : `${missing} brokers are missing`}
        >
          The cluster does not name {missing === 1 ? "it" : "them"} any more. Since brokers restart,{" "}
          {missing === 1 ? "it keeps its" : "they keep their"} place in the mapping for a while.
        </Alert>
      )}
      <Table
        items={brokers}
        trackBy={({ nodeId }) => String(nodeId)}
        wrapLines
        ariaLabels={{ tableLabel: "Brokers of the cluster" }}
        header={
          <Header
            variant="h2"
            counter={`(${brokers.length})`}
            description={
              observedAt === null ? (
                "The cluster has not answered yet."
              ) : (
                <>
                  As the cluster{" "}
                  {kafkaClusterId !== null && <CopyableId id={kafkaClusterId} what="cluster's own id" />} told
                  them <TimeAgo at={observedAt} />.
                </>
              )
            }
          >
            Brokers
          </Header>
        }
        columnDefinitions={[
          {
            id: "nodeId",
            header: "Node id",
            isRowHeader: true,
            cell: ({ nodeId }: TopologyBroker) => nodeId,
            width: 110,
          },
          {
            id: "address",
            header: "Advertised address",
            cell: ({ host, port }) => <CopyableId id={`${host}:${port}`} what="advertised address" />,
            minWidth: 280,
          },
          { id: "rack", header: "Rack", cell: ({ rack }) => rack ?? "None", minWidth: 120 },
          {
            id: "present",
            header: "State",
            cell: ({ missingSince }) =>
              missingSince === null ? (
                <StatusIndicator type="success">Advertised</StatusIndicator>
              ) : (
                <StatusIndicator type="warning">
                  Missing since <TimeAgo at={missingSince} />
                </StatusIndicator>
              ),
            minWidth: 200,
          },
        ]}
        empty={<Box color="text-body-secondary">No brokers are known yet. Postern asks again by itself.</Box>}
      />
    </SpaceBetween>
  );
}
