import { api, read } from "../../api/client";
import { isApiError } from "../../api/errors";
import { keys } from "../../api/keys";
import { usePageQuery } from "../../api/pages";
import { type AuditFilter, conditionsOf } from "./filter";
import { bounds } from "./range";

/** @param tenantId whose; null for that of all tenants and of the operator */
export function useAuditQuery(tenantId: string | null, filter: AuditFilter, page: number) {
  const { last, from, to } = filter;
  const { tenantId: ofTenant, ...conditions } = conditionsOf(filter);
  const range = { ...(last && { last }), ...(from && { from }), ...(to && { to }) };
  return usePageQuery([...keys.audit(tenantId), filter], page, (pageOf, signal) => {
    const query = { ...conditions, ...bounds(range, Date.now()), ...pageOf };
    return tenantId === null
      ? read(
          api.GET("/api/v1/audit", {
            params: { query: { ...query, ...(ofTenant && { tenantId: ofTenant }) } },
            signal,
          }),
        )
      : read(api.GET("/api/v1/tenants/{tenantId}/audit", { params: { path: { tenantId }, query }, signal }));
  });
}

/** Whether the service gave up looking: the answer asks for `from` and `to` closer together. */
export function isTooMuch(error: unknown): boolean {
  return (
    isApiError(error) &&
    error.status === 422 &&
    error.fields.some(({ pointer, detail }) => /^\/?from$/.test(pointer) && detail.includes("closer"))
  );
}
