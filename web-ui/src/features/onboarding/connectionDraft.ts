import type { ConnectionKind } from "../../api/enums";
import type { ConnectionCreate } from "../../api/schema";

/** A connection as it is being written down: every field a text, for people make mistakes on the way. */
export interface ConnectionDraft {
  kind: ConnectionKind;
  name: string;
  privateLink: PrivateLinkDraft;
  bastion: BastionDraft;
}

export interface PrivateLinkDraft {
  zones: readonly string[];
  serviceName: string;
  /** Empty for that of the zones. */
  serviceRegion: string;
  dnsMode: "RESOLVER" | "HOSTED_ZONE";
  hostname: string;
}

export interface BastionDraft {
  host: string;
  port: string;
  user: string;
  /** Empty for one that is compared later. */
  hostKey: string;
}

export const EMPTY_CONNECTION: ConnectionDraft = {
  kind: "AWS_PRIVATELINK",
  name: "",
  privateLink: { zones: [], serviceName: "", serviceRegion: "", dnsMode: "RESOLVER", hostname: "" },
  bastion: { host: "", port: "22", user: "", hostKey: "" },
};

/** What is sent: what the kind has no use for is left out, and what is left empty as well. */
export function connectionOf({ kind, name, privateLink, bastion }: ConnectionDraft): ConnectionCreate {
  switch (kind) {
    case "AWS_PRIVATELINK": {
      const { zones, dnsMode, hostname } = privateLink;
      return {
        kind,
        name: name.trim(),
        availabilityZones: [...zones],
        ...given("serviceName", privateLink.serviceName),
        ...given("serviceRegion", privateLink.serviceRegion),
        dns: { mode: dnsMode, ...(dnsMode === "HOSTED_ZONE" && { hostname: hostname.trim() }) },
      };
    }
    case "SSH_BASTION":
      return {
        kind,
        name: name.trim(),
        host: bastion.host.trim(),
        port: portOf(bastion.port),
        user: bastion.user.trim(),
        ...given("hostKey", bastion.hostKey),
      };
  }
}

function given<K extends string>(key: K, text: string): Partial<Record<K, string>> {
  return text.trim() === "" ? {} : ({ [key]: text.trim() } as Record<K, string>);
}

/** What is no number is for the service to object to: it says what would be one. */
export function portOf(text: string): number {
  const port = text.trim();
  return port === "" ? 22 : /^\d+$/.test(port) ? Number(port) : (port as unknown as number);
}
