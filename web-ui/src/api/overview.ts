import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, read } from "./client";
import { keys } from "./keys";

/** A tenant's name, and how its connections and clusters are. */
export function tenantOverviewQuery(tenantId: string) {
  return queryOptions({
    queryKey: keys.overview(tenantId),
    queryFn: ({ signal }) =>
      read(api.GET("/api/v1/tenants/{tenantId}/overview", { params: { path: { tenantId } }, signal })),
  });
}

/** What the operator calls the tenant, for headings and breadcrumbs; "Tenant" until it is known. */
export function useTenantName(tenantId: string): string {
  const { data } = useQuery(tenantOverviewQuery(tenantId));
  return data?.name ?? "Tenant";
}
