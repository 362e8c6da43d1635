import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { allTenantsQuery } from "../../api/tenants";
import { paths } from "../../paths";
import { OperatorOnly } from "../../ui/OperatorOnly";
import { Page } from "../../ui/Page";
import { AuditView } from "./AuditView";

export function Component() {
  return (
    <OperatorOnly title="Audit log">
      <FleetAudit />
    </OperatorOnly>
  );
}

function FleetAudit() {
  // Where they cannot be read, ids stand in for names.
  const { data } = useQuery(allTenantsQuery);
  const tenantNames = useMemo(() => new Map(data?.items.map(({ id, name }) => [id, name])), [data]);
  return (
    <Page
      title="Audit log"
      description="Who did what, and who was denied what, in all tenants and by the operator. Nobody can change it."
      above={[{ text: "Overview", to: paths.home() }]}
    >
      <AuditView tenantId={null} tenantNames={tenantNames} />
    </Page>
  );
}
