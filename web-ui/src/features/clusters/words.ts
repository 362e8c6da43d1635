import type { ClusterHealth } from "../../api/enums";
import type { Check, Cluster, Route, RouteMatch, Validation } from "../../api/schema";
import type { Verdict } from "./verdict";

/** What the API's constants are called here. Each switch names every constant there is. */

export function outcomeName(outcome: Check["outcome"]): string {
  switch (outcome) {
    case "PASS":
      return "Passed";
    case "WARN":
      return "Warning";
    case "FAIL":
      return "Failed";
    case "SKIPPED":
      return "Skipped";
    case "UNPROVEN":
      return "Unproven";
  }
}

export function stateName(state: Validation["state"]): string {
  switch (state) {
    case "RUNNING":
      return "Running";
    case "PASSED":
      return "Passed";
    case "FAILED":
      return "Failed";
    case "INCONCLUSIVE":
      return "Inconclusive";
  }
}

export function healthText({ health, unproven }: Pick<Cluster, "health" | "unproven">): string {
  return health === "HEALTHY" && unproven ? "Healthy, some unproven" : healthWord(health);
}

function healthWord(health: ClusterHealth): string {
  switch (health) {
    case "UNVALIDATED":
      return "Never validated";
    case "HEALTHY":
      return "Healthy";
    case "FAILING":
      return "Failing";
    case "UNREACHABLE":
      return "Unreachable";
  }
}

type UnroutableReason = Extract<Verdict, { kind: "UNROUTABLE" }>["reason"];

/** Why an address has no way in, in few words. */
export function unroutableName(reason: UnroutableReason): string {
  switch (reason) {
    case "NO_ROUTE":
      return "No route";
    case "PORT_CONFLICT":
      return "Port conflict";
    case "CONNECTION_NOT_AVAILABLE":
      return "Connection not available";
    case "NOT_MAPPED_YET":
      return "Not in the mapping yet";
  }
}

/** The same in a sentence, and what to do. */
export function unroutableText(reason: UnroutableReason): { why: string; remedy: string } {
  switch (reason) {
    case "NO_ROUTE":
      return {
        why: "No route of the cluster covers the address.",
        remedy:
          "Give the load balancer a listener for it whose target group holds this broker alone, and the cluster a route that leads there. Over a bastion, a route with a port of the kind TUNNEL is enough.",
      };
    case "PORT_CONFLICT":
      return {
        why: "The routes send more than one broker to one listener, or two brokers advertise one address. A client could not choose who answers there, so that none of them has a way in.",
        remedy: "Give each broker a listener port of its own, and the routes that lead there.",
      };
    case "CONNECTION_NOT_AVAILABLE":
      return {
        why: "The connection that the route leads through has no endpoint now, or none in the zone of the route.",
        remedy: "See the connection: it says what is missing, and who acts next.",
      };
    case "NOT_MAPPED_YET":
      return {
        why: "The cluster advertises the broker, and the mapping does not have it yet.",
        remedy: "It follows by itself within seconds.",
      };
  }
}

export function matchText({ address, nodeIds }: RouteMatch): string {
  return address ?? `node ids ${nodeIds ?? ""}`;
}

export function portText({ kind, value = 0 }: Route["port"]): string {
  switch (kind) {
    case "FIXED":
      return String(value);
    case "SAME":
      return "The broker's own port";
    case "NODE_ID_PLUS":
      return `${value} + node id`;
    case "TUNNEL":
      return "A tunnel port that Postern allots";
  }
}

/** The checks of one broker, from the bottom up. */
export function checkName(id: string): string {
  const [area = "", ...rest] = id.split("/");
  const last = rest.at(-1) ?? area;
  switch (last) {
    case "resolve":
      return "Name resolution";
    case "tcp":
      return "TCP";
    case "forwarding":
      return "Forwarding";
    case "tls":
      return "TLS";
    case "login":
    case "log-in":
      return "Log-in";
    case "api-versions":
      return "Speaks Kafka";
    case "identity":
      return area === "bootstrap" ? "Cluster's identity" : "Broker's identity";
    case "host-key":
      return "Host key";
    case "routes":
      return "Routes cover the bootstrap";
    case "ports":
      return "Listener ports are unique";
    case "listeners":
      return "Number of listeners";
    case "zones":
      return "Availability zones";
    case "run":
      return "The run itself";
    default: {
      const words = last.replaceAll("-", " ");
      return words.charAt(0).toUpperCase() + words.slice(1);
    }
  }
}
