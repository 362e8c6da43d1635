import type { Tenant, TenantCreate, TenantQuotas } from "../../api/schema";

export const QUOTAS = ["connections", "clusters", "tokens", "runningValidations"] as const;
export type QuotaName = (typeof QUOTAS)[number];

/** A tenant's settings as they stand in fields: all text, an empty quota for the installation's default. */
export interface TenantForm {
  name: string;
  /** One domain a line. */
  dnsSuffixes: string;
  quotas: Record<QuotaName, string>;
}

export const EMPTY: TenantForm = {
  name: "",
  dnsSuffixes: "",
  quotas: { connections: "", clusters: "", tokens: "", runningValidations: "" },
};

export function formOf({ name, dnsSuffixes, quotas }: Tenant): TenantForm {
  const text = (quota: QuotaName) => String(quotas[quota] ?? "");
  return {
    name,
    dnsSuffixes: dnsSuffixes.join("\n"),
    quotas: {
      connections: text("connections"),
      clusters: text("clusters"),
      tokens: text("tokens"),
      runningValidations: text("runningValidations"),
    },
  };
}

export function isWholeNumber(text: string): boolean {
  return /^\d*$/.test(text.trim());
}

/** Whether each quota is a number or nothing; other text would be sent as "the default". */
export function isReady({ name, quotas }: TenantForm): boolean {
  return name.trim() !== "" && QUOTAS.every((quota) => isWholeNumber(quotas[quota]));
}

export function suffixesOf({ dnsSuffixes }: TenantForm): string[] {
  return dnsSuffixes
    .split(/[\s,]+/)
    .map((suffix) => suffix.trim())
    .filter((suffix) => suffix !== "");
}

export function creationOf(form: TenantForm): TenantCreate {
  return { name: form.name.trim(), dnsSuffixes: suffixesOf(form), quotas: quotasOf(form, QUOTAS) };
}

/** A merge patch: what changes and nothing else; undefined where nothing does. */
export function patchOf(before: TenantForm, after: TenantForm): Partial<TenantCreate> | undefined {
  const changed = QUOTAS.filter((quota) => before.quotas[quota].trim() !== after.quotas[quota].trim());
  const patch: Partial<TenantCreate> = {
    ...(before.name.trim() !== after.name.trim() && { name: after.name.trim() }),
    ...(suffixesOf(before).join() !== suffixesOf(after).join() && { dnsSuffixes: suffixesOf(after) }),
    ...(changed.length > 0 && { quotas: quotasOf(after, changed) }),
  };
  return Object.keys(patch).length === 0 ? undefined : patch;
}

function quotasOf({ quotas }: TenantForm, wanted: readonly QuotaName[]): TenantQuotas {
  return Object.fromEntries(
    wanted.map((quota) => [quota, quotas[quota].trim() === "" ? null : Number(quotas[quota])]),
  );
}
