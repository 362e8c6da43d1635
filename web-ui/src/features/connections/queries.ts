import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, MERGE_PATCH, read } from "../../api/client";
import { keys } from "../../api/keys";
import { type PageOf, usePageQuery } from "../../api/pages";
import type { BastionPatch, Connection, PrivateLinkPatch } from "../../api/schema";
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

export function connectionQuery(tenantId: string, connectionId: string) {
  return queryOptions({
    queryKey: keys.connection(tenantId, connectionId),
    queryFn: ({ signal }) =>
      read(api.GET(CONNECTION, { params: { path: { tenantId, connectionId } }, signal })),
  });
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

/** What can be done to a connection; each answers the connection as it is then. */
export type Change =
  | { do: "RETRY" }
  | { do: "APPROVE_HOST_KEY"; fingerprint: string }
  | { do: "ROTATE_KEYS"; force: boolean }
  | { do: "EDIT"; patch: Partial<PrivateLinkPatch> | Partial<BastionPatch> }
  | { do: "DELETE" };

function send(tenantId: string, connection: Connection, change: Change): Promise<Connection> {
  const path = { tenantId, connectionId: connection.id };
  switch (change.do) {
    case "RETRY":
      return read(api.POST(`${CONNECTION}/retry`, { params: { path } }));
    case "APPROVE_HOST_KEY":
      return read(
        api.POST(`${CONNECTION}/host-key`, { params: { path }, body: { fingerprint: change.fingerprint } }),
      );
    case "ROTATE_KEYS":
      return read(
        api.POST(`${CONNECTION}/keys/rotate`, { params: { path, query: { force: change.force } } }),
      );
    case "EDIT":
      return read(
        api.PATCH(CONNECTION, {
          params: { path, header: ifMatch(connection) },
          // A merge patch has what changes and nothing else.
          body: change.patch as PrivateLinkPatch | BastionPatch,
          headers: MERGE_PATCH,
        }),
      );
    case "DELETE":
      return read(api.DELETE(CONNECTION, { params: { path, header: ifMatch(connection) } }));
  }
}

export function useChangeConnection(
  tenantId: string,
  connection: Connection,
  onDone: (change: Change) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => send(tenantId, connection, change),
    onSuccess: (after, change) => {
      queries.setQueryData(keys.connection(tenantId, connection.id), after);
      void queries.invalidateQueries({ queryKey: keys.connectionLists(tenantId) });
      void queries.invalidateQueries({ queryKey: historyQuery(tenantId, connection.id).queryKey });
      onDone(change);
    },
    // Whoever is told that the resource has changed meanwhile sees it as it is.
    onError: () => queries.invalidateQueries({ queryKey: keys.connection(tenantId, connection.id) }),
  });
}
