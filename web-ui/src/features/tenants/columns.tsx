import Box from "@cloudscape-design/components/box";
import type { TableProps } from "@cloudscape-design/components/table";
import type { Tenant } from "../../api/schema";
import { paths } from "../../paths";
import { CopyableId } from "../../ui/CopyableId";
import { RouterLink } from "../../ui/RouterLink";
import { TimeAgo } from "../../ui/TimeAgo";
import { QUOTAS } from "./form";
import { quotaName } from "./TenantFields";

export const TENANT_COLUMNS: TableProps.ColumnDefinition<Tenant>[] = [
  {
    id: "name",
    header: "Name",
    isRowHeader: true,
    cell: ({ id, name }) => (
      <>
        <RouterLink to={paths.tenant(id)}>{name}</RouterLink>
        <Box variant="small" display="block">
          <CopyableId id={id} what={`id of ${name}`} />
        </Box>
      </>
    ),
    minWidth: 290,
  },
  {
    id: "suffixes",
    header: "Allowed DNS suffixes",
    cell: ({ dnsSuffixes }) =>
      dnsSuffixes.length === 0 ? <Box color="text-body-secondary">None</Box> : dnsSuffixes.join(", "),
    minWidth: 160,
  },
  {
    id: "quotas",
    header: "Quotas of its own",
    cell: (tenant) => <Quotas tenant={tenant} />,
    minWidth: 150,
  },
  { id: "created", header: "Created", cell: ({ createdAt }) => <TimeAgo at={createdAt} />, minWidth: 130 },
  {
    id: "pages",
    header: "Go to",
    cell: ({ id, name }) => (
      <RouterLink to={paths.tenantSettings(id)} ariaLabel={`Settings of ${name}`}>
        Settings
      </RouterLink>
    ),
    minWidth: 100,
  },
];

function Quotas({ tenant: { quotas } }: { tenant: Tenant }) {
  const own = QUOTAS.flatMap((quota) =>
    quotas[quota] == null ? [] : [`${quotaName(quota)} ${quotas[quota]}`],
  );
  return own.length === 0 ? (
    <Box color="text-body-secondary">None: the defaults hold</Box>
  ) : (
    <>{own.join(", ")}</>
  );
}
