import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { rangeOf, type TimeRange } from "./range";

/** What the API looks for exactly, each by its name there. */
export const CONDITIONS = ["action", "outcome", "actor", "resourceId", "tenantId"] as const;
export type Condition = (typeof CONDITIONS)[number];

export interface AuditFilter extends TimeRange {
  action?: string;
  outcome?: "SUCCEEDED" | "DENIED";
  actor?: string;
  resourceId?: string;
  tenantId?: string;
}

/** What the list is about is in its URL, all of it. */
export function useAuditFilter() {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => filterOf(search), [search]);
  return {
    filter,
    filtered: Object.keys(filter).length > 0,
    set: (next: AuditFilter) => setSearch({ ...next }),
  };
}

/** All but the time that is looked at. */
export function conditionsOf(filter: AuditFilter): Omit<AuditFilter, keyof TimeRange> {
  return Object.fromEntries(
    CONDITIONS.filter((condition) => filter[condition] !== undefined).map((condition) => [
      condition,
      filter[condition],
    ]),
  );
}

export function filterOf(search: URLSearchParams): AuditFilter {
  const outcome = search.get("outcome");
  const text = (name: Condition) => {
    const value = search.get(name)?.trim() ?? "";
    return value === "" ? {} : { [name]: value };
  };
  return {
    ...rangeOf(search),
    ...text("action"),
    ...text("actor"),
    ...text("resourceId"),
    ...text("tenantId"),
    ...((outcome === "SUCCEEDED" || outcome === "DENIED") && { outcome }),
  };
}
