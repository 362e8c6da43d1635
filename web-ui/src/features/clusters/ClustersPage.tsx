import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TextFilter from "@cloudscape-design/components/text-filter";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useTenantName } from "../../api/overview";
import { paths } from "../../paths";
import { Page } from "../../ui/Page";
import { PagedTable, usePageNumber } from "../../ui/PagedTable";
import { TableHeader } from "../../ui/TableHeader";
import { useFilter } from "../../ui/useFilter";
import { useTenantId } from "../../ui/useIds";
import { clusterColumns } from "./columns";
import { NewClusterButton } from "./NewClusterButton";
import { useClustersQuery } from "./queries";

const LONGEST_NAME = 63;

export function Component() {
  const tenantId = useTenantId();
  const [number] = usePageNumber();
  const [, setSearch] = useSearchParams();
  const [name, setName] = useFilter("name");
  const query = useQuery(useClustersQuery(tenantId, name === undefined ? {} : { name }, number));
  const columns = useMemo(() => clusterColumns(tenantId), [tenantId]);
  return (
    <Page
      title="Clusters"
      description="The tenant's Kafka clusters, and whether each broker is reached where clients are sent."
      above={[{ text: useTenantName(tenantId), to: paths.tenant(tenantId) }]}
    >
      <PagedTable
        what="clusters"
        query={query}
        columns={columns}
        trackBy={(cluster) => cluster.id}
        header={
          <TableHeader query={query} actions={<NewClusterButton tenantId={tenantId} />}>
            Clusters
          </TableHeader>
        }
        filter={<NameFilter name={name ?? ""} onChange={setName} />}
        filtered={name !== undefined}
        onClearFilter={() => setSearch({})}
        empty={
          <SpaceBetween size="s" alignItems="center">
            <Box variant="strong">No clusters yet</Box>
            <Box variant="p" color="text-body-secondary">
              A cluster tells Postern which brokers there are, and through which connection each is reached.
            </Box>
            <NewClusterButton tenantId={tenantId} />
          </SpaceBetween>
        }
      />
    </Page>
  );
}

/** The API finds a cluster by its whole name. */
function NameFilter({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const [typed, setTyped] = useState(name);
  const [asked, setAsked] = useState(name);
  if (asked !== name) {
    // "Clear" or "back" has changed it.
    setAsked(name);
    setTyped(name);
  }
  return (
    <TextFilter
      filteringText={typed}
      filteringPlaceholder="Find by its whole name"
      filteringAriaLabel="Find a cluster by its whole name"
      filteringClearAriaLabel="Clear"
      onChange={({ detail }) => setTyped(detail.filteringText)}
      onDelayedChange={({ detail }) => onChange(detail.filteringText.trim().slice(0, LONGEST_NAME))}
    />
  );
}
