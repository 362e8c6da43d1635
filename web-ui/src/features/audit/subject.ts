import type { AuditEntry } from "../../api/schema";
import { paths } from "../../paths";

/** What the resource was called, where the entry tells. */
export function nameOf({ before, after }: AuditEntry): string | undefined {
  const name = after?.["name"] ?? before?.["name"];
  return typeof name === "string" ? name : undefined;
}

/** Where the resource is shown, if it is still there; null for what has no page of its own. */
export function pathOf({ tenantId, resourceId, before, after }: AuditEntry): string | null {
  const went = before !== null && after === null;
  if (resourceId === null || went) {
    return null;
  }
  switch (resourceId.split("_")[0]) {
    case "tnt":
      return resourceId === tenantId ? paths.tenant(tenantId) : null;
    case "con":
      return tenantId === null ? null : paths.connection(tenantId, resourceId);
    case "clu":
      return tenantId === null ? null : paths.cluster(tenantId, resourceId);
    case "tok":
      return tenantId === null ? paths.tokens() : paths.tenantTokens(tenantId);
    case undefined:
    default:
      return null;
  }
}
