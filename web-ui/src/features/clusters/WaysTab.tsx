import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Cluster } from "../../api/schema";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";
import { findingsOf, summaryOf } from "./findings";
import { FindingList } from "./FindingList";
import { mappingQuery, topologyQuery, useConnectionsOf } from "./queries";
import { newestValidationQuery } from "./validationQueries";
import { VerdictCounts } from "./VerdictCounts";
import { WayDetails } from "./WayDetails";
import { useWayFilter, WayFilters } from "./WayFilters";
import { waysOf } from "./ways";
import { WaysPicture } from "./WaysPicture";
import { WaysTable } from "./WaysTable";

/** The picture of the ways: where each broker's clients are sent, and who answers there. */
export function WaysTab({ tenantId, cluster }: { tenantId: string; cluster: Cluster }) {
  const topology = useQuery(topologyQuery(tenantId, cluster.id));
  const mapping = useQuery(mappingQuery(tenantId, cluster.id));
  const validation = useQuery(newestValidationQuery(tenantId, cluster.id));
  const targets = [...(mapping.data?.entries ?? []), ...(mapping.data?.bootstrap ?? [])];
  const connections = useConnectionsOf(
    tenantId,
    targets.map(({ connectionId }) => connectionId),
  );
  const filter = useWayFilter();
  const [opened, setOpened] = useState<string | null>(null);

  const failed = [mapping, validation, topology].find(
    ({ data, error }) => error !== null && data === undefined,
  );
  if (failed?.error) {
    return <ErrorAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  }
  if (mapping.data === undefined || validation.data === undefined || topology.data === undefined) {
    return <Loading what="the ways" />;
  }
  const run = validation.data ?? undefined;
  const ways = waysOf({
    topology: topology.data,
    mapping: mapping.data,
    validation: run,
    connections,
  });
  const shown = filter.apply(ways);
  const open = [...ways.brokers, ...ways.bootstrap].find(({ address }) => address === opened);
  const nothing = shown.brokers.length + shown.bootstrap.length === 0;
  return (
    <SpaceBetween size="l">
      <FindingList findings={findingsOf(ways)} />
      <Container
        header={
          <Header
            variant="h2"
            description={
              run === undefined ? (
                "Start a validation to see who answers at the end of each way."
              ) : (
                <>
                  As the{" "}
                  <RouterLink to={paths.validation(tenantId, cluster.id, run.id)}>
                    {run.state === "RUNNING" ? "running validation" : "newest validation"}
                  </RouterLink>{" "}
                  found it, <TimeAgo at={run.finishedAt ?? run.startedAt} />.
                </>
              )
            }
          >
            {summaryOf(ways)}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <VerdictCounts ways={ways.brokers} />
          {run !== undefined && run.state !== "RUNNING" && run.startedAt < mapping.data.generatedAt && (
            <Alert type="info">
              The mapping has changed since that validation. Validate again to see what holds now.
            </Alert>
          )}
          <WayFilters {...filter} ways={ways} />
          {nothing ? (
            <Box textAlign="center" color="text-body-secondary" padding="l">
              {ways.brokers.length === 0
                ? "The cluster has not told its brokers yet. Postern asks it by itself, again and again."
                : "No way is like that."}
            </Box>
          ) : filter.as === "table" ? (
            <WaysTable shown={shown} onOpen={(way) => setOpened(way.address)} />
          ) : (
            <WaysPicture
              shown={shown}
              bootstrap={cluster.bootstrap}
              onOpen={(way) => setOpened(way.address)}
            />
          )}
        </SpaceBetween>
      </Container>
      {open !== undefined && (
        <WayDetails
          tenantId={tenantId}
          way={open}
          ranAt={run?.startedAt ?? null}
          onClose={() => setOpened(null)}
        />
      )}
    </SpaceBetween>
  );
}
