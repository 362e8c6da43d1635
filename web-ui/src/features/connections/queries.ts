import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, read } from "../../api/client";
import { keys } from "../../api/keys";
import { type PageOf, usePageQuery } from "../../api/pages";
import type { ConnectionFilter } from "./ConnectionFilters";

const CONNECTION = "/api/v1/tenants/{tenantId}/connections/{connectionId}";

export function useConnectionsQuery(tenantId: string, filter: ConnectionFilter, page: number) {
  return usePageQuery([...keys.connectionLists(tenantId), filter], page, (pageOf: PageOf, signal) =>
    read(
      api.GET("/api/v1/tenants/{tenantId}/connections", {
        params: { path: { tenantId }, query: { ...filter, ...pageOf } },
        signal,
      }),
    ),
  );
}

export function useFleetConnectionsQuery(filter: ConnectionFilter, page: number) {
  return usePageQuery([...keys.fleetConnections, filter], page, (pageOf: PageOf, signal) =>
    read(api.GET("/api/v1/connections", { params: { query: { ...filter, ...pageOf } }, signal })),
  );
}

const HISTORY_PAGE = 20;

/** Newest first. */
export function historyQuery(tenantId: string, connectionId: string) {
  return infiniteQueryOptions({
    queryKey: [...keys.connection(tenantId, connectionId), "history"],
    queryFn: ({ signal, pageParam }) =>
      read(
        api.GET(`${CONNECTION}/history`, {
          params: {
            path: { tenantId, connectionId },
            query: { limit: HISTORY_PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The lines for authorized_keys; they change with the brokers known. */
export function authorizedKeysQuery(tenantId: string, connectionId: string) {
  return queryOptions({
    queryKey: [...keys.connection(tenantId, connectionId), "authorized-keys"],
    queryFn: ({ signal }) =>
      read(
        api.GET(`${CONNECTION}/onboarding/authorized-keys`, {
          params: { path: { tenantId, connectionId } },
          parseAs: "text",
          signal,
        }),
      ),
  });
}
