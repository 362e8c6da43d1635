import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { useTenantName } from "../../api/overview";
import { paths } from "../../paths";
import { MakeConnection } from "../../ui/MakeConnection";
import { Page } from "../../ui/Page";
import { PagedTable, usePageNumber } from "../../ui/PagedTable";
import { TableHeader } from "../../ui/TableHeader";
import { useTenantId } from "../../ui/useIds";
import { connectionColumns } from "./columns";
import { ConnectionFilters, useConnectionFilter } from "./ConnectionFilters";
import { useConnectionsQuery } from "./queries";

export function Component() {
  const tenantId = useTenantId();
  const [number] = usePageNumber();
  const [, setSearch] = useSearchParams();
  const filter = useConnectionFilter();
  const query = useQuery(useConnectionsQuery(tenantId, filter.filter, number));
  const columns = useMemo(() => connectionColumns(tenantId), [tenantId]);
  return (
    <Page
      title="Connections"
      description="Private paths into the tenant's network, over AWS PrivateLink or an SSH bastion."
      above={[{ text: useTenantName(tenantId), to: paths.tenant(tenantId) }]}
    >
      <PagedTable
        what="connections"
        query={query}
        columns={columns}
        trackBy={(connection) => connection.id}
        header={
          <TableHeader query={query} actions={<MakeConnection tenantId={tenantId} />}>
            Connections
          </TableHeader>
        }
        filter={<ConnectionFilters {...filter} />}
        filtered={filter.filtered}
        onClearFilter={() => setSearch({})}
        empty={
          <SpaceBetween size="s" alignItems="center">
            <Box variant="strong">No connections yet</Box>
            <Box variant="p" color="text-body-secondary">
              A connection is the private path that Kafka clients take to the tenant&apos;s brokers.
            </Box>
            <MakeConnection tenantId={tenantId} />
          </SpaceBetween>
        }
      />
    </Page>
  );
}
