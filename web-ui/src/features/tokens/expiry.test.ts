import { expect, test } from "vitest";
import { expiresAt, isOffered } from "./expiry";

const NOW = new Date("2026-11-22T12:00:00");

test("a token that works for 30 days stops 30 days from now", () => {
  expect(expiresAt("30", "", NOW)).toBe(new Date("2026-12-22T12:00:00").toISOString());
});

test("a token that works until a day works all of that day", () => {
  expect(expiresAt("DATE", "2026-11-22", NOW)).toBe(new Date("2026-11-22T23:59:59").toISOString());
});

test("a token that works until it is revoked has no end", () => {
  expect(expiresAt("NEVER", "", NOW)).toBeUndefined();
});

test.each([
  ["2026-11-21", false],
  ["2026-11-22", true],
  ["2036-11-01", true],
  ["2037-01-01", false],
])("a calendar offers %s: %s", (day, offered) => {
  expect(isOffered(new Date(`${day}T00:00:00`), NOW)).toBe(offered);
});
