import { expect, test } from "vitest";
import { keys, outdatedBy } from "./keys";

test("a change of a connection outdates it, the lists that it is in, and the numbers", () => {
  const event = { tenantId: "tnt_1", type: "connection.updated", subject: "con_1", details: {} };

  expect(outdatedBy(event)).toEqual([
    keys.connection("tnt_1", "con_1"),
    keys.onboarding("tnt_1", "con_1"),
    keys.connectionLists("tnt_1"),
    keys.overview("tnt_1"),
    keys.fleet,
  ]);
});

test("a validation outdates its cluster", () => {
  const event = {
    tenantId: "tnt_1",
    type: "validation.finished",
    subject: "val_1",
    details: { clusterId: "clu_1" },
  };

  expect(outdatedBy(event)).toContainEqual(keys.cluster("tnt_1", "clu_1"));
  expect(outdatedBy(event)).toContainEqual(keys.onboardings("tnt_1"));
});

test("what the console does not know of outdates everything of the tenant", () => {
  const event = { tenantId: "tnt_1", type: "drift.opened", subject: "clu_1", details: {} };

  expect(outdatedBy(event)).toContainEqual(keys.tenant("tnt_1"));
});
