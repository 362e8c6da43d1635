/** How long a new token works. */
export type Expiry = "30" | "90" | "365" | "DATE" | "NEVER";

export const EXPIRIES = ["30", "90", "365", "DATE", "NEVER"] as const satisfies Expiry[];

const DAY_MILLIS = 24 * 60 * 60 * 1000;

export function expiryName(expiry: Expiry): string {
  switch (expiry) {
    case "30":
      return "30 days";
    case "90":
      return "90 days";
    case "365":
      return "One year";
    case "DATE":
      return "Until a day of my choice";
    case "NEVER":
      return "Until it is revoked";
  }
}

/**
 * When a token made now stops working.
 *
 * @param day such as 2026-11-22, of which the whole is included; for `DATE` only
 * @returns undefined for never
 */
export function expiresAt(expiry: Expiry, day: string, now: Date): string | undefined {
  switch (expiry) {
    case "30":
    case "90":
    case "365":
      return new Date(now.getTime() + Number(expiry) * DAY_MILLIS).toISOString();
    case "DATE":
      return new Date(`${day}T23:59:59`).toISOString();
    case "NEVER":
      return undefined;
  }
}

/** Whether a calendar may offer the day: the API takes up to ten years. */
export function isOffered(day: Date, now: Date): boolean {
  const end = new Date(day);
  end.setHours(23, 59, 59);
  return end > now && end.getTime() < now.getTime() + 3_650 * DAY_MILLIS;
}
