import { expect, test } from "vitest";
import type { Validation } from "../../api/schema";
import { crossedPairs, findingsOf, place, summaryOf } from "./findings";
import { drawn } from "./groups";
import {
  bastion,
  check,
  identity,
  mapping,
  passed,
  privateLink,
  reached,
  routed,
  topology,
  unroutable,
  validation,
} from "./samples";
import { needsAttention } from "./verdict";
import { waysOf } from "./ways";

function ways(brokers: number, run?: Validation, unrouted: Parameters<typeof unroutable>[] = []) {
  const gone = new Set(unrouted.map(([nodeId]) => nodeId));
  const ids = Array.from({ length: brokers }, (_, index) => index + 1);
  return waysOf({
    topology: topology(ids),
    mapping: mapping(
      ids.filter((id) => !gone.has(id)).map(routed),
      unrouted.map((each) => unroutable(...each)),
    ),
    validation: run,
    connections: [],
  });
}

const kinds = (of: ReturnType<typeof waysOf>) => of.brokers.map(({ verdict }) => verdict.kind);

test("ways that lead where they should are right, and nothing is found", () => {
  const all = ways(3, validation([1, 2, 3].flatMap(passed)));
  expect(kinds(all)).toEqual(["RIGHT", "RIGHT", "RIGHT"]);
  expect(findingsOf(all)).toEqual([]);
  expect(summaryOf(all)).toBe("Each of the 3 brokers answers at the end of its own way.");
});

test("two listeners that lead to each other's brokers are one finding that names both", () => {
  const all = ways(
    3,
    validation([...reached(1, { "broker 2": 8 }), ...reached(2, { "broker 1": 8 }), ...passed(3)]),
  );
  expect(kinds(all)).toEqual(["WRONG", "WRONG", "RIGHT"]);
  expect(all.brokers[0]?.arrivals).toEqual([{ who: "broker 2", nodeId: 2, connections: 8 }]);
  expect(crossedPairs(all.brokers)).toHaveLength(1);
  const findings = findingsOf(all);
  expect(findings.map(({ title }) => title)).toEqual(["The ways to broker 1 and broker 2 are crossed"]);
  expect(findings[0]?.details[0]).toContain("sent to listener 9001, where broker 2 answers");
  expect(summaryOf(all)).toContain("1 of 3 brokers");
});

test("a certificate that names another broker tells who answered as well", () => {
  const shown = { addresses: [{ answeredBy: "broker 2", proof: "CERTIFICATE", address: "10.0.0.1:9001" }] };
  const all = ways(
    2,
    validation([check("broker/1/tls", "FAIL"), { ...identity(1, "FAIL", {}), evidence: shown }]),
  );
  expect(all.brokers[0]?.verdict.kind).toBe("WRONG");
  expect(all.brokers[0]?.arrivals[0]?.nodeId).toBe(2);
});

test("three listeners in a circle are three wrong ways and no crossed pair", () => {
  const all = ways(
    3,
    validation([
      ...reached(1, { "broker 2": 8 }),
      ...reached(2, { "broker 3": 8 }),
      ...reached(3, { "broker 1": 8 }),
    ]),
  );
  expect(crossedPairs(all.brokers)).toEqual([]);
  expect(findingsOf(all).map(({ title }) => title)).toEqual([
    "The way to broker 1 ends at broker 2",
    "The way to broker 2 ends at broker 3",
    "The way to broker 3 ends at broker 1",
  ]);
});

test("one listener with two brokers behind it is shared, with both of them and how often", () => {
  const all = ways(2, validation([...reached(1, { "broker 2": 3, "broker 1": 5 }), ...passed(2)]));
  expect(kinds(all)).toEqual(["SHARED", "RIGHT"]);
  expect(all.brokers[0]?.arrivals.map(({ nodeId }) => nodeId)).toEqual([1, 2]);
  expect(findingsOf(all)[0]?.details[0]).toContain("broker 1 (5×) and broker 2 (3×)");
});

test("who answers is summed over all addresses of the target", () => {
  const run = validation([
    {
      ...identity(1, "FAIL", {}),
      evidence: {
        addresses: [
          { address: "10.0.0.1:9001", answeredBy: { "broker 1": 8 } },
          { address: "10.0.0.2:9001", answeredBy: { "broker 2": 8 } },
        ],
      },
    },
  ]);
  expect(ways(2, run).brokers[0]?.verdict.kind).toBe("SHARED");
});

test("somebody of another cluster is a wrong end that is no broker's", () => {
  const all = ways(1, validation(reached(1, { "a broker of the cluster other": 8 })));
  expect(all.brokers[0]?.verdict.kind).toBe("WRONG");
  expect(all.brokers[0]?.arrivals[0]?.nodeId).toBeNull();
  expect(findingsOf(all)[0]?.title).toBe("The way to broker 1 ends at a broker of the cluster other");
});

test("a way on which nobody answers is broken at the check that failed first, and has no wrong end", () => {
  const all = ways(2, validation([check("broker/1/tcp", "FAIL"), identity(1, "SKIPPED", {}), ...passed(2)]));
  expect(all.brokers[0]?.verdict).toMatchObject({ kind: "BROKEN", check: { id: "broker/1/tcp" } });
  expect(findingsOf(all)[0]?.title).toBe("Broker 1 cannot be reached");
});

test("connections that sometimes get no answer make a way broken, not shared", () => {
  const all = ways(1, validation(reached(1, { "broker 1": 5, nobody: 3 })));
  expect(all.brokers[0]?.verdict.kind).toBe("BROKEN");
});

test("a broker without a route ends nowhere, validated or not", () => {
  for (const run of [undefined, validation(passed(1))]) {
    const all = ways(2, run, [[2, "NO_ROUTE"]]);
    expect(all.brokers[1]).toMatchObject({
      listener: null,
      verdict: { kind: "UNROUTABLE", reason: "NO_ROUTE" },
    });
    expect(findingsOf(all)[0]?.title).toBe("No way leads to broker 2");
  }
});

test("brokers whose ports are in conflict are one finding", () => {
  const all = ways(3, undefined, [
    [2, "PORT_CONFLICT"],
    [3, "PORT_CONFLICT"],
  ]);
  expect(findingsOf(all).map(({ title }) => title)).toEqual(["No way leads to brokers 2 and 3"]);
});

test("a broker that the cluster advertises and the mapping does not have yet is not forgotten", () => {
  const all = waysOf({
    topology: topology([1, 2]),
    mapping: mapping([routed(1)], []),
    validation: undefined,
    connections: [],
  });
  expect(all.brokers[1]?.verdict).toEqual({ kind: "UNROUTABLE", reason: "NOT_MAPPED_YET" });
});

test("without a validation nothing is claimed of anybody", () => {
  const all = ways(2);
  expect(kinds(all)).toEqual(["UNVALIDATED", "UNVALIDATED"]);
  expect(summaryOf(all)).toBe("All 2 brokers have a way in; nobody has looked yet who answers there.");
});

test("a broker that came after the last validation is not validated, the others are", () => {
  expect(kinds(ways(2, validation(passed(1))))).toEqual(["RIGHT", "UNVALIDATED"]);
});

test("a way that leads to another port since the validation is not validated", () => {
  const run = validation([{ ...identity(1, "PASS", { "broker 1": 8 }, 9500) }]);
  expect(ways(1, run).brokers[0]).toMatchObject({
    verdict: { kind: "UNVALIDATED", why: "MOVED" },
    arrivals: [],
  });
});

test("while a run goes on, brokers without a verdict are being checked", () => {
  const run = validation([...passed(1), check("broker/2/tcp", "PASS")], "RUNNING");
  expect(kinds(ways(3, run))).toEqual(["RIGHT", "CHECKING", "CHECKING"]);
});

test("an identity that nothing proves is neither right nor wrong", () => {
  const all = ways(1, validation([identity(1, "UNPROVEN", { "a broker of the cluster": 8 })]));
  expect(kinds(all)).toEqual(["UNPROVEN"]);
  expect(findingsOf(all)[0]).toMatchObject({ severity: "warning" });
});

test("a warning along a right way is kept with it", () => {
  const all = ways(1, validation([check("broker/1/tls", "WARN"), ...passed(1)]));
  expect(all.brokers[0]?.verdict).toMatchObject({ kind: "RIGHT", warning: { id: "broker/1/tls" } });
});

test("bootstrap names of their own have ways of their own, each judged by its own address", () => {
  const entry = (host: string) => ({
    host,
    port: 9092,
    targetHost: "vpce",
    targetPort: 9091,
    connectionId: "con_1",
  });
  const all = waysOf({
    topology: topology([1]),
    mapping: { ...mapping([routed(1)], []), bootstrap: [entry("one"), entry("two")] },
    validation: validation([
      {
        ...check("bootstrap/identity", "FAIL"),
        evidence: {
          addresses: [
            { broker: "one:9092", outcome: "PASS", clusters: { mine: 8 } },
            { broker: "two:9092", outcome: "FAIL", clusters: { nobody: 8 } },
          ],
        },
      },
    ]),
    connections: [],
  });
  expect(all.bootstrap.map(({ verdict }) => verdict.kind)).toEqual(["RIGHT", "BROKEN"]);
});

test("a listener carries the zone of its endpoint's name, a tunnel's port that it is one", () => {
  const [one, two] = [
    routed(1),
    { ...routed(2), connectionId: "con_2", targetHost: "10.9.9.9", targetPort: 20001 },
  ];
  const all = waysOf({
    topology: topology([1, 2]),
    mapping: mapping([{ ...one, targetHost: "vpce-az1" }, two], []),
    validation: undefined,
    connections: [privateLink("con_1", { "vpce-az1": "use1-az1" }), bastion("con_2")],
  });
  expect(all.brokers.map(place)).toEqual(["listener 9001 in use1-az1", "tunnel port 20001"]);
  expect(all.brokers.map(({ listener }) => listener?.connectionName)).toEqual(["link", "bastion"]);
});

test("a broker that the cluster does not name any more wants attention, though it answers", () => {
  const seen = topology([1]);
  const all = waysOf({
    topology: {
      ...seen,
      brokers: seen.brokers.map((each) => ({ ...each, missingSince: "2026-11-22T11:00:00Z" })),
    },
    mapping: mapping([routed(1)], []),
    validation: validation(passed(1)),
    connections: [],
  });
  expect(all.brokers.map(needsAttention)).toEqual([true]);
});

test("of 100 brokers those that are crossed are drawn together and the others small", () => {
  const ids = Array.from({ length: 100 }, (_, index) => index + 1);
  const all = ways(
    100,
    validation(
      ids.flatMap((id) => {
        if (id === 3) {
          return reached(3, { "broker 90": 8 });
        }
        return id === 90 ? reached(90, { "broker 3": 8 }) : passed(id);
      }),
    ),
    [[50, "NO_ROUTE"]],
  );
  const { large, small } = drawn(all.brokers);
  expect(large.map((group) => group.map(({ nodeId }) => nodeId))).toEqual([[3, 90], [50]]);
  expect(small).toHaveLength(97);
  expect(all.brokers).toHaveLength(100);
});
