import { expect, test } from "vitest";
import { paths, safeReturn } from "./paths";

test("after signing in one goes on where one was", () => {
  const target = "/tenants/tnt_1/connections?phase=FAILED&page=2";
  const returned = new URLSearchParams(paths.signIn(target).split("?")[1]).get("return");
  expect(safeReturn(returned)).toBe(target);
});

test.each([
  "https://elsewhere.example/",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "javascript:alert(1)",
  "",
  null,
])("after signing in nobody is led to %s", (target) => {
  expect(safeReturn(target)).toBe("/");
});
