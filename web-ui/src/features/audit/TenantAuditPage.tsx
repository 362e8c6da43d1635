import { isOperator, useMe } from "../../api/me";
import { useTenantName } from "../../api/overview";
import { paths } from "../../paths";
import { Page } from "../../ui/Page";
import { useTenantId } from "../../ui/useIds";
import { AuditView } from "./AuditView";

export function Component() {
  const tenantId = useTenantId();
  const name = useTenantName(tenantId);
  const operator = isOperator(useMe());
  return (
    <Page
      title="Audit log"
      description="Who did what to the tenant’s resources, and who was denied what. Nobody can change it."
      above={[
        ...(operator ? [{ text: "Tenants", to: paths.tenants() }] : []),
        { text: name, to: paths.tenant(tenantId) },
      ]}
    >
      <AuditView key={tenantId} tenantId={tenantId} />
    </Page>
  );
}
