import { expect, test } from "vitest";
import { clusterOf, type Draft, emptyDraft, emptyRoute } from "./draft";

const draft: Draft = {
  ...emptyDraft(),
  name: " orders ",
  bootstrap: "b-1:9092, b-2:9092\nb-3:9092\n",
  security: { ...emptyDraft().security, username: "u", password: " p ", caCertificates: "-----BEGIN\n" },
};

test("addresses may stand in lines or between commas", () => {
  expect(clusterOf(draft).bootstrap).toEqual(["b-1:9092", "b-2:9092", "b-3:9092"]);
});

test("a password is sent as it was typed", () => {
  expect(clusterOf(draft).security).toEqual({
    protocol: "SASL_SSL",
    mechanism: "SCRAM-SHA-512",
    username: "u",
    password: " p ",
    caCertificates: "-----BEGIN\n",
  });
});

test("what the protocol has no use for is not sent, though it was typed before", () => {
  const plain = { ...draft, security: { ...draft.security, protocol: "PLAINTEXT" as const } };
  expect(clusterOf(plain).security).toEqual({ protocol: "PLAINTEXT" });
});

test("each kind of route is sent as the API takes it", () => {
  const route = { ...emptyRoute(1), connectionId: "con_1" };
  const routes = [
    { ...route, value: "1-40", port: "9000", zone: "use1-az1" },
    { ...route, match: "ADDRESS" as const, value: "*:*", kind: "SAME" as const, port: "7" },
    { ...route, match: "ADDRESS" as const, value: "*:*", kind: "TUNNEL" as const, zone: "use1-az1" },
  ];
  expect(clusterOf({ ...draft, routes }).routes).toEqual([
    {
      match: { nodeIds: "1-40" },
      connectionId: "con_1",
      port: { kind: "NODE_ID_PLUS", value: 9000 },
      availabilityZone: "use1-az1",
    },
    { match: { address: "*:*" }, connectionId: "con_1", port: { kind: "SAME" } },
    { match: { address: "*:*" }, connectionId: "con_1", port: { kind: "TUNNEL" } },
  ]);
});

test("a way for bootstrap names of their own is sent only if there is one", () => {
  expect(clusterOf(draft)).not.toHaveProperty("bootstrapRoute");
  const bootstrapRoute = { connectionId: "con_1", port: "9091" };
  expect(clusterOf({ ...draft, bootstrapRoute }).bootstrapRoute).toEqual({
    connectionId: "con_1",
    port: 9091,
  });
});

test("over a bastion one route is enough; over PrivateLink each broker has a listener, and so has any broker", () => {
  expect(clusterOf(emptyDraft({ id: "con_1", kind: "SSH_BASTION" }))).toMatchObject({
    routes: [{ match: { address: "*:*" }, connectionId: "con_1", port: { kind: "TUNNEL" } }],
  });
  expect(clusterOf(emptyDraft({ id: "con_2", kind: "AWS_PRIVATELINK" }))).toMatchObject({
    routes: [
      { match: { nodeIds: "1-40" }, connectionId: "con_2", port: { kind: "NODE_ID_PLUS", value: 9000 } },
    ],
    bootstrapRoute: { connectionId: "con_2", port: 9091 },
  });
});
