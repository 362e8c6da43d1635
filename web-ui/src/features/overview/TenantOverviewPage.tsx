import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { isOperator, useMe } from "../../api/me";
import { tenantOverviewQuery } from "../../api/overview";
import type { PageConnection } from "../../api/schema";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { MakeConnection } from "../../ui/MakeConnection";
import { Page } from "../../ui/Page";
import { useTenantId } from "../../ui/useIds";
import { ClusterCounts, ConnectionCounts } from "./Counts";
import { tenantWaitingQuery } from "./queries";
import { Waiting, type WaitingItem } from "./Waiting";

/** How one tenant's connections and clusters are; the tenant's own first page, and the operator's way in. */
export function Component() {
  const tenantId = useTenantId();
  const me = useMe();
  const operator = isOperator(me);
  const overview = useQuery(tenantOverviewQuery(tenantId));
  const forTenant = useQuery(tenantWaitingQuery(tenantId, "TENANT"));
  const forOperator = useQuery(tenantWaitingQuery(tenantId, "OPERATOR"));
  const title = overview.data?.name ?? "Overview";
  const above = operator ? [{ text: "Fleet overview", to: paths.home() }] : [];
  if (overview.data === undefined) {
    return (
      <Page title={title} above={above}>
        {overview.isError ? (
          <ErrorAlert error={overview.error} onRetry={() => void overview.refetch()} />
        ) : (
          <Loading what="the overview" />
        )}
      </Page>
    );
  }
  const lists = [
    <Waiting
      key="tenant"
      title={operator ? "Waiting on the tenant" : "Waiting on you"}
      description={
        operator ? "The tenant sees the same next step." : "These go on once you have done the next step."
      }
      nothing={operator ? "Nothing waits for the tenant." : "Nothing waits for you."}
      items={items(tenantId, forTenant.data)}
      error={forTenant.error}
      all={forTenant.data?.nextCursor == null ? null : paths.connections(tenantId, { waitingOn: "TENANT" })}
    />,
    <Waiting
      key="operator"
      title={operator ? "Waiting on you" : "Waiting on the operator"}
      description={operator ? "Only the operator gets these any further." : "The operator sees these, too."}
      nothing="Nothing waits for the operator."
      items={items(tenantId, forOperator.data)}
      error={forOperator.error}
      all={
        forOperator.data?.nextCursor == null ? null : paths.connections(tenantId, { waitingOn: "OPERATOR" })
      }
    />,
  ];
  return (
    <Page
      title={title}
      above={above}
      actions={
        <MakeConnection
          tenantId={tenantId}
          variant={overview.data.connections.total === 0 ? "primary" : "normal"}
        />
      }
    >
      <SpaceBetween size="l">
        <ConnectionCounts
          tally={overview.data.connections}
          to={(filter) => paths.connections(tenantId, filter)}
        />
        {operator ? lists.reverse() : lists}
        <ClusterCounts tally={overview.data.clusters} />
      </SpaceBetween>
    </Page>
  );
}

function items(tenantId: string, page: PageConnection | undefined): WaitingItem[] | undefined {
  return page?.items.map((connection) => ({ tenantId, connection }));
}
