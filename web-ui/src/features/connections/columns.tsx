import Box from "@cloudscape-design/components/box";
import type { TableProps } from "@cloudscape-design/components/table";
import type { Connection, FleetConnection } from "../../api/schema";
import { kindName, reasonName, waitingOnName } from "../../api/words";
import { paths } from "../../paths";
import { PhaseBadge } from "../../ui/PhaseBadge";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";

type Column<T> = TableProps.ColumnDefinition<T>;

export function connectionColumns(tenantId: string): Column<Connection>[] {
  return columns(
    (connection) => connection,
    () => tenantId,
  );
}

export function fleetColumns(): Column<FleetConnection>[] {
  const tenant: Column<FleetConnection> = {
    id: "tenant",
    header: "Tenant",
    cell: ({ tenantId, tenantName }) => <RouterLink to={paths.tenant(tenantId)}>{tenantName}</RouterLink>,
    minWidth: 110,
  };
  const [name, ...rest] = columns<FleetConnection>(
    ({ connection }) => connection,
    ({ tenantId }) => tenantId,
  );
  return name === undefined ? [] : [name, tenant, ...rest];
}

function columns<T>(of: (item: T) => Connection, tenantOf: (item: T) => string): Column<T>[] {
  return [
    {
      id: "name",
      header: "Name",
      isRowHeader: true,
      cell: (item) => (
        <RouterLink to={paths.connection(tenantOf(item), of(item).id)}>{of(item).name}</RouterLink>
      ),
      minWidth: 120,
    },
    { id: "phase", header: "Phase", cell: (item) => <PhaseBadge phase={of(item).phase} />, minWidth: 165 },
    {
      id: "reason",
      header: "Why",
      cell: (item) => <span title={of(item).message}>{reasonName(of(item).reason)}</span>,
      minWidth: 150,
    },
    {
      id: "waitingOn",
      header: "Waiting on",
      cell: (item) =>
        of(item).waitingOn === "NOBODY" ? (
          <Box color="text-body-secondary">Nobody</Box>
        ) : (
          waitingOnName(of(item).waitingOn)
        ),
      minWidth: 115,
    },
    { id: "kind", header: "Kind", cell: (item) => kindName(of(item).kind), minWidth: 125 },
    {
      id: "updated",
      header: "Last change",
      cell: (item) => <TimeAgo at={of(item).updatedAt} />,
      minWidth: 120,
    },
  ];
}
