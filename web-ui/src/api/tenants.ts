import { queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import { readEverything } from "./everything";
import { keys } from "./keys";

/** Every tenant, for its name where only its id is told, and for finding it by name. The operator's only. */
export const allTenantsQuery = queryOptions({
  queryKey: [...keys.tenantLists, "everything"],
  queryFn: ({ signal }) =>
    readEverything((page) => read(api.GET("/api/v1/tenants", { params: { query: page }, signal }))),
  staleTime: 60_000,
});
