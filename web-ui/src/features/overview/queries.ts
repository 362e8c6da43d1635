import { queryOptions } from "@tanstack/react-query";
import { api, read } from "../../api/client";
import type { WaitingOn } from "../../api/enums";
import { keys } from "../../api/keys";

export const fleetOverviewQuery = queryOptions({
  queryKey: keys.fleetOverview,
  queryFn: ({ signal }) => read(api.GET("/api/v1/overview", { signal })),
});

/** As many as are shown; the rest is a link away. */
const FEW = 8;

/** The first few connections of all tenants that wait for somebody. */
export function fleetWaitingQuery(waitingOn: WaitingOn) {
  return queryOptions({
    queryKey: [...keys.fleetConnections, "waiting", waitingOn],
    queryFn: ({ signal }) =>
      read(api.GET("/api/v1/connections", { params: { query: { waitingOn, limit: FEW } }, signal })),
  });
}

/** The first few connections of a tenant that wait for somebody. */
export function tenantWaitingQuery(tenantId: string, waitingOn: WaitingOn) {
  return queryOptions({
    queryKey: [...keys.connectionLists(tenantId), "waiting", waitingOn],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/v1/tenants/{tenantId}/connections", {
          params: { path: { tenantId }, query: { waitingOn, limit: FEW } },
          signal,
        }),
      ),
  });
}
