import { useQuery } from "@tanstack/react-query";
import { connectionQuery } from "../../api/connections";
import { useFilter } from "../../ui/useFilter";

/** The connection that the URL names: a form was come to from its onboarding, and leads back there. */
export function useThrough(tenantId: string) {
  const [connectionId] = useFilter("connectionId");
  const query = useQuery({
    ...connectionQuery(tenantId, connectionId ?? ""),
    enabled: connectionId !== undefined,
  });
  return { ...query, isLoading: connectionId !== undefined && query.data === undefined && !query.isError };
}
