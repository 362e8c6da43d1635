import Box from "@cloudscape-design/components/box";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import type { ApiError } from "../../api/errors";
import type { Connection } from "../../api/schema";
import { reasonName } from "../../api/words";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";

export interface WaitingItem {
  tenantId: string;
  /** Left out where all are of one tenant. */
  tenantName?: string;
  connection: Connection;
}

interface WaitingProps {
  title: string;
  description: string;
  /** Said where nothing waits. */
  nothing: string;
  items: WaitingItem[] | undefined;
  error: ApiError | null;
  /** Where all of them are, if there are more than these. */
  all: string | null;
}

/** Connections that wait for somebody, each with what that one is to do. */
export function Waiting({ title, description, nothing, items, error, all }: WaitingProps) {
  const tenants = items?.some((item) => item.tenantName !== undefined) ?? false;
  return (
    <Table
      variant="container"
      header={
        <Header variant="h2" description={description}>
          {title}
        </Header>
      }
      items={items ?? []}
      trackBy={(item) => item.connection.id}
      loading={items === undefined && error === null}
      loadingText="Loading connections"
      wrapLines
      columnDefinitions={[
        {
          id: "name",
          header: "Connection",
          isRowHeader: true,
          width: 180,
          cell: ({ tenantId, connection }: WaitingItem) => (
            <RouterLink to={paths.connection(tenantId, connection.id)}>{connection.name}</RouterLink>
          ),
        },
        ...(tenants
          ? [
              {
                id: "tenant",
                header: "Tenant",
                width: 140,
                cell: ({ tenantId, tenantName }: WaitingItem) => (
                  <RouterLink to={paths.tenant(tenantId)}>{tenantName}</RouterLink>
                ),
              },
            ]
          : []),
        {
          id: "reason",
          header: "Why",
          width: 200,
          cell: ({ connection }: WaitingItem) => reasonName(connection.reason),
        },
        {
          id: "next",
          header: "Next step",
          cell: ({ connection }: WaitingItem) => connection.nextAction?.summary ?? connection.message,
        },
        {
          id: "since",
          header: "Last change",
          width: 165,
          cell: ({ connection }: WaitingItem) => <TimeAgo at={connection.updatedAt} />,
        },
      ]}
      empty={error === null ? <Box color="text-body-secondary">{nothing}</Box> : <ErrorAlert error={error} />}
      footer={
        all !== null && (
          <Box textAlign="center">
            <RouterLink to={all}>Show all of them</RouterLink>
          </Box>
        )
      }
    />
  );
}
