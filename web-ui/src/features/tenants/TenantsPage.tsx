import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import type { Everything } from "../../api/everything";
import { mayChange, useMe } from "../../api/me";
import type { Page as ApiPage } from "../../api/pages";
import type { Tenant } from "../../api/schema";
import { allTenantsQuery } from "../../api/tenants";
import { paths } from "../../paths";
import { OperatorOnly } from "../../ui/OperatorOnly";
import { Page } from "../../ui/Page";
import { PagedTable, usePageNumber } from "../../ui/PagedTable";
import { SearchField } from "../../ui/SearchField";
import { TableHeader } from "../../ui/TableHeader";
import { useFilter } from "../../ui/useFilter";
import { TENANT_COLUMNS } from "./columns";
import { useTenantsQuery } from "./queries";

export function Component() {
  return (
    <OperatorOnly title="Tenants">
      <Tenants />
    </OperatorOnly>
  );
}

/** Those that have the text in their name, or the id; of all pages, since the API does not filter. */
function matching(text: string, { items }: Everything<Tenant>): ApiPage<Tenant> {
  const wanted = text.toLowerCase();
  return {
    items: items.filter(({ id, name }) => name.toLowerCase().includes(wanted) || id === wanted),
    nextCursor: null,
  };
}

function Tenants() {
  const me = useMe();
  const navigate = useNavigate();
  const [number] = usePageNumber();
  const [, setSearch] = useSearchParams();
  const [name, setName] = useFilter("name");
  const filtered = name !== undefined;
  const paged = useQuery({ ...useTenantsQuery(number), enabled: !filtered });
  const found = useQuery({
    ...allTenantsQuery,
    enabled: filtered,
    select: (all) => matching(name ?? "", all),
  });
  const cut = useQuery({ ...allTenantsQuery, enabled: filtered, select: ({ complete }) => !complete });
  const query = filtered ? found : paged;
  const refusal = mayChange(me) ? undefined : "Your role may look at tenants, but not create them.";
  const create = (variant: "primary" | "normal") => (
    <Button
      variant={variant}
      disabled={refusal !== undefined}
      {...(refusal !== undefined && { disabledReason: refusal })}
      onClick={() => void navigate(paths.tenantNew())}
    >
      Create tenant
    </Button>
  );
  return (
    <Page
      title="Tenants"
      description="Your customers. Nothing of one tenant is ever visible to another."
      above={[{ text: "Overview", to: paths.home() }]}
    >
      <SpaceBetween size="m">
        {filtered && cut.data === true && (
          <Alert type="info">
            There are more than 2,000 tenants, and only the oldest 2,000 were looked through.
          </Alert>
        )}
        <PagedTable
          what="tenants"
          query={query}
          columns={TENANT_COLUMNS}
          trackBy={({ id }) => id}
          header={
            <TableHeader query={query} actions={create("primary")}>
              Tenants
            </TableHeader>
          }
          filter={
            <SearchField
              text={name ?? ""}
              placeholder="Find by name or id"
              label="Find tenants by name or id"
              onChange={setName}
            />
          }
          filtered={filtered}
          onClearFilter={() => setSearch({})}
          empty={
            <SpaceBetween size="s" alignItems="center">
              <div>
                <Box variant="strong">No tenants yet</Box>
                <Box variant="p" color="text-body-secondary">
                  A tenant is a customer whose Kafka clusters you reach. Create the first one, and give its
                  administrator a token.
                </Box>
              </div>
              {create("normal")}
            </SpaceBetween>
          }
        />
      </SpaceBetween>
    </Page>
  );
}
