import DateRangePicker from "@cloudscape-design/components/date-range-picker";
import PropertyFilter, { type PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import type { AuditEntry } from "../../api/schema";
import { ACTIONS } from "./actions";
import { type AuditFilter, CONDITIONS, type Condition, conditionsOf, filterOf } from "./filter";
import { LASTS, picked, rangeOfPicked, rangeProblem, UNITS } from "./range";
import { outcomeName } from "./Outcome";
import { actorName } from "./Who";

const OUTCOMES = ["SUCCEEDED", "DENIED"] as const;

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (filter: AuditFilter) => void;
  /** What is shown, for suggestions. */
  entries: readonly AuditEntry[];
  /** The operator's: the tenants' names by their ids. */
  tenantNames?: ReadonlyMap<string, string>;
}

export function AuditFilters({ filter, onChange, entries, tenantNames }: AuditFiltersProps) {
  const { last, from, to } = filter;
  const conditions = conditionsOf(filter);
  const range = { ...(last && { last }), ...(from && { from }), ...(to && { to }) };
  const shown = CONDITIONS.filter((condition) => condition !== "tenantId" || tenantNames !== undefined);
  const actors = new Map([
    ["postern", "Postern"],
    ["reconciler", "Postern (reconciler)"],
    ...entries.map(({ actor }) => [actor.id, actorName(actor)] as const),
  ]);
  const tokens = shown.flatMap((propertyKey) => {
    const value = conditions[propertyKey];
    return value === undefined ? [] : [{ propertyKey, operator: "=", value }];
  });
  return (
    <div className="audit-filters">
      <DateRangePicker
        value={picked(range)}
        relativeOptions={LASTS}
        customRelativeRangeUnits={UNITS}
        isValidRange={rangeProblem}
        placeholder="Any time"
        expandToViewport
        ariaLabel="Time"
        i18nStrings={{ formatRelativeRange: relativeName }}
        onChange={({ detail }) => onChange({ ...rangeOfPicked(detail.value), ...conditions })}
      />
      <PropertyFilter
        query={{ tokens, operation: "and" }}
        filteringProperties={shown.map((key) => ({
          key,
          operators: [
            { operator: "=", format: (value: string) => nameOfValue(key, value, actors, tenantNames) },
          ],
          propertyLabel: conditionName(key),
          groupValuesLabel: conditionName(key),
        }))}
        filteringOptions={options(entries, actors, tenantNames)}
        filteringPlaceholder="Find by action, outcome, actor or resource"
        filteringAriaLabel="Find entries"
        hideOperations
        disableFreeTextFiltering
        expandToViewport
        onChange={({ detail }) => {
          // Each only once: the last one counts.
          const wanted = new URLSearchParams();
          detail.tokens.forEach(({ propertyKey = "", value }) => wanted.set(propertyKey, String(value)));
          onChange({ ...range, ...filterOf(wanted) });
        }}
      />
    </div>
  );
}

function conditionName(condition: Condition): string {
  switch (condition) {
    case "action":
      return "Action";
    case "outcome":
      return "Outcome";
    case "actor":
      return "Actor";
    case "resourceId":
      return "Resource id";
    case "tenantId":
      return "Tenant";
  }
}

/** What a value that is asked for is called; as it is where nobody knows a name for it. */
function nameOfValue(
  condition: Condition,
  value: string,
  actors: ReadonlyMap<string, string>,
  tenantNames: ReadonlyMap<string, string> | undefined,
): string {
  switch (condition) {
    case "outcome":
      return OUTCOMES.some((outcome) => outcome === value)
        ? outcomeName(value as AuditEntry["outcome"])
        : value;
    case "actor":
      return actors.get(value) ?? value;
    case "tenantId":
      return tenantNames?.get(value) ?? value;
    case "action":
    case "resourceId":
      return value;
  }
}

function options(
  entries: readonly AuditEntry[],
  actors: ReadonlyMap<string, string>,
  tenantNames: ReadonlyMap<string, string> = new Map<string, string>(),
): PropertyFilterProps.FilteringOption[] {
  const resources = new Set(entries.flatMap(({ resourceId }) => (resourceId === null ? [] : [resourceId])));
  return [
    ...Object.entries(ACTIONS).map(([value, name]) => ({ propertyKey: "action", value, tags: [name] })),
    ...OUTCOMES.map((value) => ({ propertyKey: "outcome", value, label: outcomeName(value) })),
    ...[...actors].map(([value, name]) => ({ propertyKey: "actor", value, label: name, tags: [value] })),
    ...[...resources].map((value) => ({ propertyKey: "resourceId", value })),
    ...[...tenantNames].map(([value, name]) => ({
      propertyKey: "tenantId",
      value,
      label: name,
      tags: [value],
    })),
  ];
}

function relativeName({ amount, unit }: { amount: number; unit: string }): string {
  return amount === 1 ? `Last ${unit}` : `Last ${amount} ${unit}s`;
}
