import Grid from "@cloudscape-design/components/grid";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useQuery } from "@tanstack/react-query";
import { connectionQuery } from "../../api/connections";
import { useTenantName } from "../../api/overview";
import type { Connection } from "../../api/schema";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { useFilter } from "../../ui/useFilter";
import { useConnectionId, useTenantId } from "../../ui/useIds";
import { BastionDetails } from "./BastionDetails";
import { ConnectionActions } from "./ConnectionActions";
import { ConnectionHistory } from "./ConnectionHistory";
import { ConnectionNow } from "./ConnectionNow";
import { ContinueOnboarding } from "./ContinueOnboarding";
import { KitTab } from "./KitTab";
import { PrivateLinkDetails } from "./PrivateLinkDetails";

/** What is happening, who acts next and with what; then what it is, and what has become of it. */
export function Component() {
  const tenantId = useTenantId();
  const connectionId = useConnectionId();
  const [tab = "details", setTab] = useFilter("tab", ["details", "kit"]);
  const { data: connection, error, refetch } = useQuery(connectionQuery(tenantId, connectionId));
  const above = [
    { text: useTenantName(tenantId), to: paths.tenant(tenantId) },
    { text: "Connections", to: paths.connections(tenantId) },
  ];
  if (connection === undefined) {
    return (
      <Page title="Connection" above={above}>
        {error === null ? (
          <Loading what="the connection" />
        ) : (
          <ErrorAlert error={error} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={connection.name}
      above={above}
      actions={<ConnectionActions tenantId={tenantId} connection={connection} />}
    >
      <SpaceBetween size="l">
        {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
        <ConnectionNow
          connection={connection}
          onboarding={<ContinueOnboarding tenantId={tenantId} connection={connection} />}
        />
        <Tabs
          ariaLabel="About the connection"
          activeTabId={tab}
          onChange={({ detail }) => setTab(detail.activeTabId === "kit" ? "kit" : undefined)}
          tabs={[
            { id: "details", label: "Details", content: <Details {...{ tenantId, connection }} /> },
            { id: "kit", label: "Kit", content: <KitTab {...{ tenantId, connectionId }} /> },
          ]}
        />
      </SpaceBetween>
    </Page>
  );
}

function Details({ tenantId, connection }: { tenantId: string; connection: Connection }) {
  return (
    <Grid gridDefinition={[{ colspan: { default: 12, m: 7 } }, { colspan: { default: 12, m: 5 } }]}>
      {connection.kind === "AWS_PRIVATELINK" ? (
        <PrivateLinkDetails connection={connection} />
      ) : (
        <BastionDetails tenantId={tenantId} connection={connection} />
      )}
      <ConnectionHistory tenantId={tenantId} connectionId={connection.id} />
    </Grid>
  );
}
