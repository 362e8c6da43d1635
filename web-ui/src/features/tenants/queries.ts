import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, done, ifMatch, MERGE_PATCH, read } from "../../api/client";
import { useCreationKey } from "../../api/creation";
import { keys } from "../../api/keys";
import { usePageQuery } from "../../api/pages";
import type { Tenant, TenantCreate } from "../../api/schema";

const TENANT = "/api/v1/tenants/{tenantId}";

export function useTenantsQuery(page: number) {
  return usePageQuery([...keys.tenantLists, "list"], page, (query, signal) =>
    read(api.GET("/api/v1/tenants", { params: { query }, signal })),
  );
}

export function tenantQuery(tenantId: string) {
  return queryOptions({
    queryKey: keys.tenantSettings(tenantId),
    queryFn: ({ signal }) => read(api.GET(TENANT, { params: { path: { tenantId } }, signal })),
  });
}

/** What names a tenant or counts them. */
function useOutdateTenants() {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: keys.tenantLists });
    void queries.invalidateQueries({ queryKey: keys.fleet });
  };
}

export function useCreateTenant(onCreated: (tenant: Tenant) => void) {
  const outdate = useOutdateTenants();
  const key = useCreationKey();
  return useMutation({
    mutationFn: (body: TenantCreate) =>
      read(api.POST("/api/v1/tenants", { params: { header: key.header }, body })),
    onSuccess: (tenant) => {
      outdate();
      onCreated(tenant);
    },
    onError: key.onError,
  });
}

/** @param base what the change is based on: the service refuses it if somebody else has changed the tenant since */
export function useChangeTenant(base: Tenant, onChanged: (tenant: Tenant) => void) {
  const queries = useQueryClient();
  const outdate = useOutdateTenants();
  return useMutation({
    mutationFn: (patch: Partial<TenantCreate>) =>
      read(
        api.PATCH(TENANT, {
          params: { path: { tenantId: base.id }, header: ifMatch(base) },
          // A merge patch has what changes and nothing else.
          body: patch as TenantCreate,
          headers: MERGE_PATCH,
        }),
      ),
    onSuccess: (tenant) => {
      queries.setQueryData(keys.tenantSettings(tenant.id), tenant);
      outdate();
      void queries.invalidateQueries({ queryKey: keys.overview(tenant.id) });
      onChanged(tenant);
    },
    // Whoever is told that it has changed meanwhile sees it as it is.
    onError: () => queries.invalidateQueries({ queryKey: keys.tenantSettings(base.id) }),
  });
}

export function useDeleteTenant(tenantId: string, onDeleted: () => void) {
  const outdate = useOutdateTenants();
  return useMutation({
    mutationFn: (cascade: boolean) =>
      done(api.DELETE(TENANT, { params: { path: { tenantId }, query: { cascade } } })),
    onSuccess: () => {
      outdate();
      onDeleted();
    },
  });
}
