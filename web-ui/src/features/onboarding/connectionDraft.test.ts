import { expect, test } from "vitest";
import { connectionOf, EMPTY_CONNECTION } from "./connectionDraft";

test("of a connection over PrivateLink what is left empty is left out, and nothing is said of a bastion", () => {
  const draft = {
    ...EMPTY_CONNECTION,
    name: " acme-kafka ",
    privateLink: { ...EMPTY_CONNECTION.privateLink, zones: ["use1-az1"] },
  };

  expect(connectionOf(draft)).toEqual({
    kind: "AWS_PRIVATELINK",
    name: "acme-kafka",
    availabilityZones: ["use1-az1"],
    dns: { mode: "RESOLVER" },
  });
});

test("a hostname goes with a hosted zone alone", () => {
  const privateLink = { ...EMPTY_CONNECTION.privateLink, hostname: "kafka.acme.example" };
  const of = (dnsMode: "RESOLVER" | "HOSTED_ZONE") =>
    connectionOf({ ...EMPTY_CONNECTION, privateLink: { ...privateLink, dnsMode } });

  expect(of("HOSTED_ZONE")).toMatchObject({ dns: { mode: "HOSTED_ZONE", hostname: "kafka.acme.example" } });
  expect(of("RESOLVER")).toMatchObject({ dns: { mode: "RESOLVER" } });
});

test("a bastion's port is 22 unless told, and what is no number is sent as it is, to be objected to", () => {
  const of = (port: string) =>
    connectionOf({
      ...EMPTY_CONNECTION,
      kind: "SSH_BASTION",
      bastion: { ...EMPTY_CONNECTION.bastion, host: "bastion.acme.example", user: "postern", port },
    });

  expect(of("")).toMatchObject({ port: 22 });
  expect(of("2222")).toMatchObject({ port: 2222 });
  expect(of("ssh")).toMatchObject({ port: "ssh" });
});
