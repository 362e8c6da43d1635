import { useQuery } from "@tanstack/react-query";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { OperatorOnly } from "../../ui/OperatorOnly";
import { Page } from "../../ui/Page";
import { useTenantId } from "../../ui/useIds";
import { DeleteTenant } from "./DeleteTenant";
import { tenantQuery } from "./queries";
import { TenantFacts } from "./TenantFacts";
import { TenantSettings } from "./TenantSettings";

export function Component() {
  return (
    <OperatorOnly title="Settings">
      <Settings />
    </OperatorOnly>
  );
}

function Settings() {
  const tenantId = useTenantId();
  const { data: tenant, error, refetch } = useQuery(tenantQuery(tenantId));
  return (
    <Page
      title="Settings"
      description="What the operator decides for this tenant. The tenant does not see this page."
      above={[
        { text: "Tenants", to: paths.tenants() },
        { text: tenant?.name ?? "Tenant", to: paths.tenant(tenantId) },
      ]}
    >
      {tenant === undefined ? (
        error === null ? (
          <Loading what="the tenant" />
        ) : (
          <ErrorAlert error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <SpaceBetween size="l">
          {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
          <TenantFacts tenant={tenant} />
          <TenantSettings key={tenant.id} tenant={tenant} />
          <DeleteTenant key={`delete ${tenant.id}`} tenant={tenant} />
        </SpaceBetween>
      )}
    </Page>
  );
}
