import { expect, test } from "vitest";
import type { Cluster } from "../../api/schema";
import { draftOf, patchOf } from "./edit";

const cluster: Cluster = {
  id: "clu_1",
  name: "orders",
  bootstrap: ["kafka.acme.internal:9092"],
  bootstrapRoute: { connectionId: "con_1", port: 9091 },
  routes: [
    { match: { nodeIds: "1-40" }, connectionId: "con_1", port: { kind: "NODE_ID_PLUS", value: 9000 } },
  ],
  security: {
    protocol: "SASL_SSL",
    mechanism: "PLAIN",
    username: "postern",
    caCertificates: "-----BEGIN CERTIFICATE-----\n",
    clientCertificate: "-----BEGIN CERTIFICATE-----\n",
  },
  health: "UNVALIDATED",
  unproven: false,
  createdAt: "2026-01-01T00:00:00Z",
  updatedAt: "2026-01-01T00:00:00Z",
  validatedAt: null,
  version: 1,
};
const draft = draftOf(cluster);

test("where nothing was changed there is nothing to send", () => {
  expect(patchOf(cluster, draft)).toBeUndefined();
});

test("only what was changed is sent, and a secret only if it was given", () => {
  expect(patchOf(cluster, { ...draft, name: "payments" })).toEqual({ name: "payments" });
  expect(patchOf(cluster, { ...draft, security: { ...draft.security, password: "better" } })).toEqual({
    security: { password: "better" },
  });
});

test("what the new protocol has no use for is taken away, secrets as well", () => {
  expect(patchOf(cluster, { ...draft, security: { ...draft.security, protocol: "PLAINTEXT" } })).toEqual({
    security: {
      protocol: "PLAINTEXT",
      mechanism: null,
      username: null,
      password: null,
      caCertificates: null,
      clientCertificate: null,
      clientKey: null,
    },
  });
});

test("a bootstrap route without a port does not keep the former one's", () => {
  expect(patchOf(cluster, { ...draft, bootstrapRoute: { connectionId: "con_2", port: "" } })).toEqual({
    bootstrapRoute: { connectionId: "con_2", port: null },
  });
  expect(patchOf(cluster, { ...draft, bootstrapRoute: null })).toEqual({ bootstrapRoute: null });
});
