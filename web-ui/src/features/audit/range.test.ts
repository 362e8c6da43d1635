import { expect, test } from "vitest";
import { bounds, picked, rangeOf, rangeOfPicked } from "./range";

const NOW = Date.parse("2026-11-22T12:00:00Z");

test.each([
  ["last=24h", { from: "2026-11-21T12:00:00.000Z" }],
  ["last=2w", { from: "2026-11-08T12:00:00.000Z" }],
  [
    "from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z",
    { from: "2026-11-01T00:00:00.000Z", to: "2026-11-02T00:00:00.000Z" },
  ],
  ["", {}],
  ["last=yesterday", {}],
  ["from=once", {}],
])("the URL's %s asks for %o", (search, asked) => {
  expect(bounds(rangeOf(new URLSearchParams(search)), NOW)).toEqual(asked);
});

test.each(["last=30d", "last=90m", "from=2026-11-01T00:00:00.000Z&to=2026-11-02T00:00:00.000Z"])(
  "what was picked comes back from the URL: %s",
  (search) => {
    const range = rangeOf(new URLSearchParams(search));

    expect(rangeOfPicked(picked(range))).toEqual(range);
  },
);
