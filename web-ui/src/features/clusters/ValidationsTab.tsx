import Box from "@cloudscape-design/components/box";
import type { TableProps } from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Cluster, ValidationSummary } from "../../api/schema";
import { paths } from "../../paths";
import { PagedTable, usePageNumber } from "../../ui/PagedTable";
import { RouterLink } from "../../ui/RouterLink";
import { TableHeader } from "../../ui/TableHeader";
import { TimeAgo } from "../../ui/TimeAgo";
import { countsText, secondsText } from "./counts";
import { StateBadge } from "./OutcomeBadge";
import { isRunning, useValidationsQuery, whileRunning } from "./validationQueries";

/** The cluster's runs, newest first. */
export function ValidationsTab({ tenantId, cluster }: { tenantId: string; cluster: Cluster }) {
  const [number, setNumber] = usePageNumber();
  const query = useQuery({
    ...useValidationsQuery(tenantId, cluster.id, number),
    refetchInterval: ({ state }) => whileRunning(state.data?.items.find(isRunning)),
  });
  const columns = useMemo(() => columnsOf(tenantId, cluster.id), [tenantId, cluster.id]);
  return (
    <PagedTable
      what="validations"
      query={query}
      columns={columns}
      trackBy={(run) => run.id}
      header={<TableHeader query={query}>Validations</TableHeader>}
      onClearFilter={() => setNumber(1)}
      empty={
        <>
          <Box variant="strong">Never validated</Box>
          <Box variant="p" color="text-body-secondary">
            A validation climbs from the connection up to the question of which broker answers. Postern makes
            one every day; “Validate now” makes one at once.
          </Box>
        </>
      }
    />
  );
}

function columnsOf(tenantId: string, clusterId: string): TableProps.ColumnDefinition<ValidationSummary>[] {
  return [
    {
      id: "started",
      header: "Started",
      isRowHeader: true,
      cell: ({ id, startedAt }) => (
        <RouterLink to={paths.validation(tenantId, clusterId, id)}>
          <TimeAgo at={startedAt} />
        </RouterLink>
      ),
      minWidth: 140,
    },
    { id: "state", header: "State", cell: ({ state }) => <StateBadge state={state} />, minWidth: 140 },
    { id: "counts", header: "Checks", cell: ({ counts }) => countsText(counts), minWidth: 260 },
    { id: "took", header: "Took", cell: (run) => secondsText(run), minWidth: 90 },
    {
      id: "by",
      header: "Started by",
      cell: ({ startedBy }) => (startedBy === "postern" ? "Postern" : startedBy),
      minWidth: 200,
    },
  ];
}
