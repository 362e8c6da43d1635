import { queryOptions, useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, done, ifMatch, MERGE_PATCH, read } from "../../api/client";
import { keys } from "../../api/keys";
import { type PageOf, usePageQuery } from "../../api/pages";
import type { Cluster, ClusterCreate, ResolverMapping } from "../../api/schema";

const CLUSTERS = "/api/v1/tenants/{tenantId}/clusters";
const CLUSTER = `${CLUSTERS}/{clusterId}` as const;

export function useClustersQuery(tenantId: string, filter: { name?: string }, page: number) {
  return usePageQuery([...keys.clusterLists(tenantId), filter], page, (pageOf: PageOf, signal) =>
    read(api.GET(CLUSTERS, { params: { path: { tenantId }, query: { ...filter, ...pageOf } }, signal })),
  );
}

export function clusterQuery(tenantId: string, clusterId: string) {
  return queryOptions({
    queryKey: keys.cluster(tenantId, clusterId),
    queryFn: ({ signal }) => read(api.GET(CLUSTER, { params: { path: { tenantId, clusterId } }, signal })),
  });
}

export function topologyQuery(tenantId: string, clusterId: string) {
  return queryOptions({
    queryKey: [...keys.cluster(tenantId, clusterId), "topology"],
    queryFn: ({ signal }) =>
      read(api.GET(`${CLUSTER}/topology`, { params: { path: { tenantId, clusterId } }, signal })),
  });
}

export function mappingQuery(tenantId: string, clusterId: string) {
  return queryOptions({
    queryKey: [...keys.cluster(tenantId, clusterId), "mapping"],
    // Asked for JSON, it is never the text.
    queryFn: ({ signal }): Promise<ResolverMapping> =>
      read<unknown>(
        api.GET(`${CLUSTER}/resolver-mapping`, {
          params: { path: { tenantId, clusterId } },
          headers: { Accept: "application/json" },
          signal,
        }),
      ) as Promise<ResolverMapping>,
  });
}

/** The connections that a cluster's ways lead through, as far as they could be read: they are gone where they could not. */
export function useConnectionsOf(tenantId: string, connectionIds: readonly string[]) {
  const distinct = [...new Set(connectionIds)];
  return useQueries({
    queries: distinct.map((connectionId) => ({
      queryKey: keys.connection(tenantId, connectionId),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        read(
          api.GET("/api/v1/tenants/{tenantId}/connections/{connectionId}", {
            params: { path: { tenantId, connectionId } },
            signal,
          }),
        ),
    })),
    combine: (results) => results.flatMap(({ data }) => (data === undefined ? [] : [data])),
  });
}

/** The first connections of the tenant, for choosing one. */
export function useConnectionChoice(tenantId: string) {
  return useQuery({
    queryKey: [...keys.connectionLists(tenantId), "choice"],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/v1/tenants/{tenantId}/connections", {
          params: { path: { tenantId }, query: { limit: 200 } },
          signal,
        }),
      ),
  });
}

export type ClusterChange = { do: "EDIT"; patch: Partial<ClusterCreate> } | { do: "DELETE" };

export function useChangeCluster(
  tenantId: string,
  cluster: Cluster,
  onDone: (change: ClusterChange) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (change: ClusterChange): Promise<Cluster | null> => {
      const params = { path: { tenantId, clusterId: cluster.id }, header: ifMatch(cluster) };
      switch (change.do) {
        case "EDIT":
          return read(
            api.PATCH(CLUSTER, {
              params,
              // A merge patch has what changes and nothing else.
              body: change.patch as ClusterCreate,
              headers: MERGE_PATCH,
            }),
          );
        case "DELETE":
          await done(api.DELETE(CLUSTER, { params }));
          return null;
      }
    },
    onSuccess: (after, change) => {
      if (after === null) {
        queries.removeQueries({ queryKey: keys.cluster(tenantId, cluster.id) });
      } else {
        queries.setQueryData(keys.cluster(tenantId, cluster.id), after);
      }
      void queries.invalidateQueries({ queryKey: keys.clusterLists(tenantId) });
      onDone(change);
    },
    // Whoever is told that the resource has changed meanwhile sees it as it is.
    onError: () => queries.invalidateQueries({ queryKey: keys.cluster(tenantId, cluster.id) }),
  });
}

export function useCreateCluster(tenantId: string, onMade: (cluster: Cluster) => void) {
  const queries = useQueryClient();
  return useMutation({
    // What was sent has secrets in it: it is forgotten at once.
    gcTime: 0,
    mutationFn: ({ cluster, key }: { cluster: ClusterCreate; key: string }) =>
      read(
        api.POST(CLUSTERS, {
          params: { path: { tenantId }, header: { "Idempotency-Key": key } },
          body: cluster,
        }),
      ),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: keys.clusterLists(tenantId) });
      onMade(made);
    },
  });
}
