import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, ifMatch, MERGE_PATCH, read } from "./client";
import { keys } from "./keys";
import type { BastionPatch, Connection, PrivateLinkPatch } from "./schema";

const CONNECTION = "/api/v1/tenants/{tenantId}/connections/{connectionId}";

export function connectionQuery(tenantId: string, connectionId: string) {
  return queryOptions({
    queryKey: keys.connection(tenantId, connectionId),
    queryFn: ({ signal }) =>
      read(api.GET(CONNECTION, { params: { path: { tenantId, connectionId } }, signal })),
  });
}

/** What can be done to a connection; each answers the connection as it is then. */
export type Change =
  | { do: "RETRY" }
  | { do: "APPROVE_HOST_KEY"; fingerprint: string }
  | { do: "ROTATE_KEYS"; force: boolean }
  | { do: "EDIT"; patch: Partial<PrivateLinkPatch> | Partial<BastionPatch> }
  | { do: "WAIVE_CLAIM"; serviceName: string }
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
    case "WAIVE_CLAIM":
      return read(
        api.PUT(`${CONNECTION}/claim-waiver`, {
          params: { path },
          body: { serviceName: change.serviceName },
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
      const key = keys.connection(tenantId, connection.id);
      queries.setQueryData(key, after);
      void queries.invalidateQueries({ queryKey: key });
      void queries.invalidateQueries({ queryKey: keys.connectionLists(tenantId) });
      void queries.invalidateQueries({ queryKey: keys.onboarding(tenantId, connection.id) });
      onDone(change);
    },
    // Whoever is told that the resource has changed meanwhile sees it as it is.
    onError: () => queries.invalidateQueries({ queryKey: keys.connection(tenantId, connection.id) }),
  });
}
