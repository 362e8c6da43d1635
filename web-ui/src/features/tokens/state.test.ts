import { expect, test } from "vitest";
import { tokenState } from "./state";

const NOW = Date.parse("2026-11-22T12:00:00Z");

test.each([
  [null, "USABLE"],
  ["2026-12-22T12:00:00Z", "USABLE"],
  ["2026-11-27T12:00:00Z", "EXPIRES_SOON"],
  ["2026-11-22T12:00:00Z", "EXPIRED"],
  ["2026-11-01T12:00:00Z", "EXPIRED"],
])("a token that expires at %s is %s", (expiresAt, state) => {
  expect(tokenState({ expiresAt }, NOW)).toBe(state);
});
