import { isOperator, useMe } from "../../api/me";
import { useTenantName } from "../../api/overview";
import { paths } from "../../paths";
import { Page } from "../../ui/Page";
import { useTenantId } from "../../ui/useIds";
import { TokensView } from "./TokensView";

export function Component() {
  const tenantId = useTenantId();
  const name = useTenantName(tenantId);
  const operator = isOperator(useMe());
  return (
    <Page
      title="Tokens"
      description="They are good for this tenant only: for its people, its automation and its Kafka clients."
      above={[
        ...(operator ? [{ text: "Tenants", to: paths.tenants() }] : []),
        { text: name, to: paths.tenant(tenantId) },
      ]}
    >
      <TokensView owner={tenantId} />
    </Page>
  );
}
