import { expect, test } from "vitest";
import { differences } from "./diff";

const same = (text: string) => ({ text, changed: false });
const changed = (text: string) => ({ text, changed: true });

test("only what differs is shown, by the path of its field", () => {
  const before = { name: "orders", security: { protocol: "SSL", username: "u" } };
  const after = { name: "orders", security: { protocol: "SASL_SSL", username: "u" } };

  expect(differences(before, after)).toEqual([
    { field: "security.protocol", before: [changed("SSL")], after: [changed("SASL_SSL")] },
  ]);
});

test("what was made has nothing before it", () => {
  expect(differences(null, { name: "orders" })).toEqual([
    { field: "name", before: null, after: [same("orders")] },
  ]);
});

test("a route put first into a list leaves the others unmarked", () => {
  const route = (port: number) => ({
    match: { nodeIds: "1" },
    port: { kind: "FIXED", value: port },
    availabilityZone: null,
  });
  const line = (port: number) => `match.nodeIds: 1, port.kind: FIXED, port.value: ${port}`;

  expect(differences({ routes: [route(1)] }, { routes: [route(0), route(1)] })).toEqual([
    { field: "routes", before: [same(line(1))], after: [changed(line(0)), same(line(1))] },
  ]);
});

test("a list that gets empty is told from one that was not there", () => {
  expect(differences({ bootstrap: ["a:1", "b:2"] }, { bootstrap: [] })).toEqual([
    { field: "bootstrap", before: [changed("a:1"), changed("b:2")], after: [changed("none")] },
  ]);
});

test("names of tenants are text, whatever they look like", () => {
  const name = "<img src=x onerror=alert(1)>";

  expect(differences(null, { name })).toEqual([{ field: "name", before: null, after: [same(name)] }]);
});

test("long lists are compared in a moment", () => {
  const list = (from: number) => Array.from({ length: 5_000 }, (_, index) => `b-${from + index}:9092`);

  expect(differences({ bootstrap: list(0) }, { bootstrap: list(1) })).toHaveLength(1);
});
