import { expect, test } from "vitest";
import { readEverything } from "./everything";

test("a list is read page after page to its end", async () => {
  const pages = new Map([
    [undefined, { items: ["a", "b"], nextCursor: "b" }],
    ["b", { items: ["c"], nextCursor: null }],
  ]);

  const all = await readEverything(({ cursor }) =>
    Promise.resolve(pages.get(cursor) ?? { items: [], nextCursor: null }),
  );

  expect(all).toEqual({ items: ["a", "b", "c"], complete: true });
});

test("a list without end is not read for ever, and says so", async () => {
  const all = await readEverything(() => Promise.resolve({ items: ["a"], nextCursor: "more" }));

  expect(all).toEqual({ items: Array(10).fill("a"), complete: false });
});
