import { expect, test } from "vitest";
import { byUrgency, groupsOf } from "./checks";
import { countsText, secondsText } from "./counts";
import { check } from "./samples";

const CHECKS = [
  check("configuration/routes", "PASS"),
  check("connection/con_1/available", "WARN"),
  check("metadata", "PASS"),
  check("broker/1/tcp", "PASS"),
  check("broker/1/identity", "PASS"),
  check("broker/2/tcp", "PASS"),
  check("broker/2/identity", "FAIL"),
];

test("checks stand with what they are about, whatever fails first", () => {
  const groups = groupsOf(CHECKS, () => "acme-kafka");
  expect(groups.map(({ title, worst }) => [title, worst])).toEqual([
    ["Broker 2", "FAIL"],
    ["Connection acme-kafka", "WARN"],
    ["Configuration", "PASS"],
    ["Metadata", "PASS"],
    ["Broker 1", "PASS"],
  ]);
});

test("within a broker the failed check comes first and the ladder is kept otherwise", () => {
  const ladder = ["resolve", "tcp", "tls"].map((rung) => check(`broker/1/${rung}`, "PASS"));
  const sorted = byUrgency([
    ...ladder,
    check("broker/1/login", "SKIPPED"),
    check("broker/1/identity", "FAIL"),
  ]);
  expect(sorted.map(({ id }) => id.split("/")[2])).toEqual(["identity", "login", "resolve", "tcp", "tls"]);
});

test("a connection that cannot be read is called by its id", () => {
  expect(groupsOf(CHECKS, () => undefined).map(({ title }) => title)).toContain("Connection con_1");
});

test("counts name what there is, the failed ones first", () => {
  expect(countsText({ pass: 20, warn: 1, fail: 2, skipped: 0, unproven: 0 })).toBe(
    "2 failed, 1 warning, 20 passed",
  );
  expect(countsText({ pass: 0, warn: 0, fail: 0, skipped: 0, unproven: 0 })).toBe("None yet");
});

test("how long a run took is told once it has ended", () => {
  const startedAt = "2026-11-22T12:00:00Z";
  expect(secondsText({ startedAt, finishedAt: "2026-11-22T12:00:00.250Z" })).toBe("0.3 s");
  expect(secondsText({ startedAt, finishedAt: "2026-11-22T12:00:42Z" })).toBe("42 s");
  expect(secondsText({ startedAt, finishedAt: null })).toBe("-");
});
