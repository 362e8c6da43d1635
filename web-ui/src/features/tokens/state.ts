import type { Token } from "../../api/schema";

/** Revoked tokens are in no list. */
export type TokenState = "USABLE" | "EXPIRES_SOON" | "EXPIRED";

export const TOKEN_STATES = ["USABLE", "EXPIRES_SOON", "EXPIRED"] as const satisfies TokenState[];

const SOON_MILLIS = 7 * 24 * 60 * 60 * 1000;

export function tokenState({ expiresAt }: Pick<Token, "expiresAt">, now: number): TokenState {
  if (expiresAt === null) {
    return "USABLE";
  }
  const left = Date.parse(expiresAt) - now;
  return left <= 0 ? "EXPIRED" : left <= SOON_MILLIS ? "EXPIRES_SOON" : "USABLE";
}

export function stateName(state: TokenState): string {
  switch (state) {
    case "USABLE":
      return "Usable";
    case "EXPIRES_SOON":
      return "Expires soon";
    case "EXPIRED":
      return "Expired";
  }
}
