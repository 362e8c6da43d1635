import { queryOptions } from "@tanstack/react-query";
import { api, read } from "../../api/client";
import { keys } from "../../api/keys";

export const regionsQuery = queryOptions({
  queryKey: keys.regions,
  queryFn: ({ signal }) => read(api.GET("/api/v1/regions", { signal })),
  staleTime: 5 * 60_000,
});
