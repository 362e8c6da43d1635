import Box from "@cloudscape-design/components/box";
import type { TableProps } from "@cloudscape-design/components/table";
import type { Cluster } from "../../api/schema";
import { paths } from "../../paths";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";
import { HealthBadge } from "./OutcomeBadge";

export function clusterColumns(tenantId: string): TableProps.ColumnDefinition<Cluster>[] {
  return [
    {
      id: "name",
      header: "Name",
      isRowHeader: true,
      cell: ({ id, name }) => <RouterLink to={paths.cluster(tenantId, id)}>{name}</RouterLink>,
      minWidth: 110,
    },
    { id: "health", header: "Health", cell: (cluster) => <HealthBadge cluster={cluster} />, minWidth: 140 },
    {
      id: "validated",
      header: "Last validated",
      cell: ({ validatedAt }) =>
        validatedAt === null ? <Box color="text-body-secondary">Never</Box> : <TimeAgo at={validatedAt} />,
      minWidth: 125,
    },
    {
      id: "bootstrap",
      header: "Bootstrap",
      cell: ({ bootstrap }) => (
        <>
          {bootstrap[0]}
          {bootstrap.length > 1 && <Box color="text-body-secondary">and {bootstrap.length - 1} more</Box>}
        </>
      ),
      minWidth: 245,
    },
    {
      id: "security",
      header: "Security",
      cell: ({ security }) =>
        security.mechanism === null ? security.protocol : `${security.protocol}, ${security.mechanism}`,
      minWidth: 140,
    },
    {
      id: "updated",
      header: "Last change",
      cell: ({ updatedAt }) => <TimeAgo at={updatedAt} />,
      minWidth: 130,
    },
  ];
}
