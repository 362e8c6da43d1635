import { useParams } from "react-router";

/** An id of the page's URL. A route without it is a mistake of ours. */
function useParameter(name: string): string {
  const value = useParams()[name];
  if (value === undefined) {
    throw new Error(`The route has no :${name}.`);
  }
  return value;
}

export const useTenantId = () => useParameter("tenantId");
export const useConnectionId = () => useParameter("connectionId");
export const useClusterId = () => useParameter("clusterId");
export const useValidationId = () => useParameter("validationId");
