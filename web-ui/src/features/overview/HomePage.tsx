import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate } from "react-router";
import { isOperator, useMe } from "../../api/me";
import { paths, takeReturn } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { Page } from "../../ui/Page";
import { ClusterCounts, ConnectionCounts } from "./Counts";
import { fleetOverviewQuery, fleetWaitingQuery } from "./queries";
import { Waiting } from "./Waiting";

/** The first page: the operator's fleet; a tenant is led to its own. */
export function Component() {
  const me = useMe();
  const [target] = useState(takeReturn);
  if (target !== paths.home()) {
    return <Navigate to={target} replace />;
  }
  return me.tenantId === null || isOperator(me) ? (
    <Fleet />
  ) : (
    <Navigate to={paths.tenant(me.tenantId)} replace />
  );
}

function Fleet() {
  const overview = useQuery(fleetOverviewQuery);
  const forOperator = useQuery(fleetWaitingQuery("OPERATOR"));
  const forTenants = useQuery(fleetWaitingQuery("TENANT"));
  const tenants = overview.data?.tenants;
  return (
    <Page
      title="Fleet overview"
      description={tenants === undefined ? undefined : tenants === 1 ? "1 tenant" : `${tenants} tenants`}
    >
      <SpaceBetween size="l">
        {overview.isError && <ErrorAlert error={overview.error} onRetry={() => void overview.refetch()} />}
        {overview.isPending && <Loading what="the overview" />}
        {overview.data && <ConnectionCounts tally={overview.data.connections} to={paths.fleetConnections} />}
        <Waiting
          title="Waiting on you"
          description="Only the operator gets these any further."
          nothing="Nothing waits for the operator."
          items={forOperator.data?.items}
          error={forOperator.error}
          all={more(forOperator.data) ? paths.fleetConnections({ waitingOn: "OPERATOR" }) : null}
        />
        <Waiting
          title="Waiting on tenants"
          description="Each tenant sees the same next step on its own pages."
          nothing="Nothing waits for a tenant."
          items={forTenants.data?.items}
          error={forTenants.error}
          all={more(forTenants.data) ? paths.fleetConnections({ waitingOn: "TENANT" }) : null}
        />
        {overview.data && <ClusterCounts tally={overview.data.clusters} />}
      </SpaceBetween>
    </Page>
  );
}

function more(page: { nextCursor: string | null } | undefined): boolean {
  return page !== undefined && page.nextCursor !== null;
}
