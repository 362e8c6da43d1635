import { expect, test } from "vitest";
import { timeAgo } from "./TimeAgo";

const NOW = Date.parse("2026-11-22T12:00:00Z");

test.each([
  ["2026-11-22T12:00:00Z", "just now"],
  ["2026-11-22T11:59:40Z", "just now"],
  ["2026-11-22T11:57:00Z", "3 minutes ago"],
  ["2026-11-22T09:00:00Z", "3 hours ago"],
  ["2026-11-21T11:00:00Z", "yesterday"],
  ["2026-11-22T13:00:00Z", "in 1 hour"],
])("%s is %s", (at, words) => {
  expect(timeAgo(Date.parse(at), NOW)).toBe(words);
});
