import type { DateRangePickerProps } from "@cloudscape-design/components/date-range-picker";

/** The time that is looked at, as the URL has it: `last=24h`, or `from` and `to`. */
export interface TimeRange {
  last?: string;
  from?: string;
  to?: string;
}

type Picked = DateRangePickerProps.Value | null;
export type Unit = "minute" | "hour" | "day" | "week";

export const UNITS: Unit[] = ["minute", "hour", "day", "week"];
const LETTERS: Record<string, Unit> = { m: "minute", h: "hour", d: "day", w: "week" };
const MILLIS: Record<Unit, number> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
};

export const LASTS: DateRangePickerProps.RelativeOption[] = [
  { key: "1h", amount: 1, unit: "hour", type: "relative" },
  { key: "24h", amount: 24, unit: "hour", type: "relative" },
  { key: "7d", amount: 7, unit: "day", type: "relative" },
  { key: "30d", amount: 30, unit: "day", type: "relative" },
];

function parsed(last: string | undefined): { amount: number; unit: Unit } | undefined {
  const [, amount, letter = ""] = /^(\d{1,4})([mhdw])$/.exec(last ?? "") ?? [];
  const unit = LETTERS[letter];
  return unit === undefined || Number(amount) < 1 ? undefined : { amount: Number(amount), unit };
}

function isTime(text: string | undefined): text is string {
  return text !== undefined && !Number.isNaN(Date.parse(text));
}

/** Leaves out what the URL has and nobody can read. */
export function rangeOf(search: URLSearchParams): TimeRange {
  const last = search.get("last") ?? undefined;
  if (last !== undefined && parsed(last) !== undefined) {
    return { last };
  }
  const from = search.get("from") ?? undefined;
  const to = search.get("to") ?? undefined;
  return { ...(isTime(from) && { from }), ...(isTime(to) && { to }) };
}

/** The bounds to ask the API for, at this moment. */
export function bounds({ last, from, to }: TimeRange, now: number): { from?: string; to?: string } {
  const relative = parsed(last);
  if (relative !== undefined) {
    return { from: new Date(now - relative.amount * MILLIS[relative.unit]).toISOString() };
  }
  return {
    ...(from !== undefined && { from: new Date(from).toISOString() }),
    ...(to !== undefined && { to: new Date(to).toISOString() }),
  };
}

export function picked({ last, from, to }: TimeRange): Picked {
  const relative = parsed(last);
  if (relative !== undefined) {
    const known = LASTS.find(({ key }) => key === last);
    return known ?? { ...relative, type: "relative" };
  }
  return from === undefined && to === undefined
    ? null
    : {
        type: "absolute",
        startDate: from ?? "2000-01-01T00:00:00Z",
        endDate: to ?? "9999-12-30T00:00:00Z",
      };
}

export function rangeOfPicked(value: Picked): TimeRange {
  if (value === null) {
    return {};
  }
  return value.type === "relative"
    ? { last: `${value.amount}${value.unit.charAt(0)}` }
    : { from: new Date(value.startDate).toISOString(), to: new Date(value.endDate).toISOString() };
}

/** Why a range cannot be looked at; the picker shows it before it is applied. */
export function rangeProblem(value: Picked): DateRangePickerProps.ValidationResult {
  if (value === null) {
    return { valid: true };
  }
  if (value.type === "relative") {
    return value.amount >= 1 && value.amount <= 9_999
      ? { valid: true }
      : { valid: false, errorMessage: "Give a number from 1 to 9,999." };
  }
  if (!isTime(value.startDate) || !isTime(value.endDate)) {
    return { valid: false, errorMessage: "Give both days, and both times." };
  }
  return Date.parse(value.startDate) < Date.parse(value.endDate)
    ? { valid: true }
    : { valid: false, errorMessage: "The end must come after the beginning." };
}
