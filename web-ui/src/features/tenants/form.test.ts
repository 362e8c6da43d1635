import { expect, test } from "vitest";
import type { Tenant } from "../../api/schema";
import { creationOf, EMPTY, formOf, isReady, patchOf } from "./form";

const ACME: Tenant = {
  id: "tnt_1",
  name: "Acme",
  dnsSuffixes: ["acme.example"],
  quotas: { connections: 10, clusters: null, tokens: null, runningValidations: null },
  version: 3,
  createdAt: "2026-11-22T12:00:00Z",
  updatedAt: "2026-11-22T12:00:00Z",
};
const PRESENT = formOf(ACME);

test("what has not been touched is not sent", () => {
  expect(patchOf(PRESENT, { ...PRESENT, name: " Acme " })).toBeUndefined();
});

test("a renamed tenant keeps its quotas and its domains", () => {
  expect(patchOf(PRESENT, { ...PRESENT, name: "Acme Europe" })).toEqual({ name: "Acme Europe" });
});

test("an emptied quota goes back to the installation's default, and the others stay", () => {
  const after = { ...PRESENT, quotas: { ...PRESENT.quotas, connections: "" } };

  expect(patchOf(PRESENT, after)).toEqual({ quotas: { connections: null } });
});

test("domains are given one a line, or as a list copied from elsewhere", () => {
  const form = { ...EMPTY, name: "Acme", dnsSuffixes: "acme.example\n\n  acme.test, acme.invalid " };

  expect(creationOf(form).dnsSuffixes).toEqual(["acme.example", "acme.test", "acme.invalid"]);
});

test("a quota that is no number is not taken for the default", () => {
  expect(isReady({ ...PRESENT, quotas: { ...PRESENT.quotas, tokens: "many" } })).toBe(false);
});
