import Box from "@cloudscape-design/components/box";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { paths } from "../../paths";
import { Page } from "../../ui/Page";
import { PagedTable, usePageNumber } from "../../ui/PagedTable";
import { TableHeader } from "../../ui/TableHeader";
import { fleetColumns } from "./columns";
import { ConnectionFilters, useConnectionFilter } from "./ConnectionFilters";
import { useFleetConnectionsQuery } from "./queries";

export function Component() {
  const [number] = usePageNumber();
  const [, setSearch] = useSearchParams();
  const filter = useConnectionFilter();
  const query = useQuery(useFleetConnectionsQuery(filter.filter, number));
  const columns = useMemo(() => fleetColumns(), []);
  return (
    <Page
      title="Connections"
      description="The connections of all tenants, and on whom each waits."
      above={[{ text: "Overview", to: paths.home() }]}
    >
      <PagedTable
        what="connections"
        query={query}
        columns={columns}
        trackBy={({ connection }) => connection.id}
        header={<TableHeader query={query}>Connections of all tenants</TableHeader>}
        filter={<ConnectionFilters {...filter} />}
        filtered={filter.filtered}
        onClearFilter={() => setSearch({})}
        empty={
          <>
            <Box variant="strong">No connections yet</Box>
            <Box variant="p" color="text-body-secondary">
              They appear here as soon as a tenant makes one.
            </Box>
          </>
        }
      />
    </Page>
  );
}
