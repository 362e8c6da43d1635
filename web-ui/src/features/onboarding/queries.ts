import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, idempotencyKey, read } from "../../api/client";
import { useCreationKey } from "../../api/creation";
import { keys } from "../../api/keys";
import type { Connection, ConnectionCreate, ValidationSummary } from "../../api/schema";

export const regionsQuery = queryOptions({
  queryKey: keys.regions,
  queryFn: ({ signal }) => read(api.GET("/api/v1/regions", { signal })),
  staleTime: 5 * 60_000,
});

export function useCreateConnection(tenantId: string, onMade: (connection: Connection) => void) {
  const queries = useQueryClient();
  const key = useCreationKey();
  return useMutation({
    mutationFn: (connection: ConnectionCreate) =>
      read(
        api.POST("/api/v1/tenants/{tenantId}/connections", {
          params: { path: { tenantId }, header: key.header },
          body: connection,
        }),
      ),
    onSuccess: (made) => {
      queries.setQueryData(keys.connection(tenantId, made.id), made);
      void queries.invalidateQueries({ queryKey: keys.connectionLists(tenantId) });
      onMade(made);
    },
    onError: key.onError,
  });
}

const VALIDATIONS = "/api/v1/tenants/{tenantId}/clusters/{clusterId}/validations";
const RUNNING_MILLIS = 1_000;

/** How the newest run of a cluster is; null if there was none. */
export function newestRunQuery(tenantId: string, clusterId: string) {
  return queryOptions({
    queryKey: [...keys.cluster(tenantId, clusterId), "validations", "newest-summary"],
    queryFn: async ({ signal }): Promise<ValidationSummary | null> => {
      const page = await read(
        api.GET(VALIDATIONS, { params: { path: { tenantId, clusterId }, query: { limit: 1 } }, signal }),
      );
      return page.items[0] ?? null;
    },
    refetchInterval: ({ state }) => (state.data?.state === "RUNNING" ? RUNNING_MILLIS : false),
  });
}

export function useValidate(tenantId: string, clusterId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      read(
        api.POST(VALIDATIONS, {
          params: { path: { tenantId, clusterId }, header: { "Idempotency-Key": idempotencyKey() } },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keys.cluster(tenantId, clusterId) });
      void queries.invalidateQueries({ queryKey: keys.onboardings(tenantId) });
    },
  });
}
