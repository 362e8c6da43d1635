import type { ClusterHealth, ConnectionKind, ConnectionPhase, ConnectionReason, WaitingOn } from "./enums";

/** What the API's constants are called where people read them. Each switch names every constant there is. */

export function kindName(kind: ConnectionKind): string {
  switch (kind) {
    case "AWS_PRIVATELINK":
      return "AWS PrivateLink";
    case "SSH_BASTION":
      return "SSH bastion";
  }
}

export function phaseName(phase: ConnectionPhase): string {
  switch (phase) {
    case "PENDING":
      return "Pending";
    case "PROVISIONING":
      return "Provisioning";
    case "ACTION_REQUIRED":
      return "Action required";
    case "AVAILABLE":
      return "Available";
    case "DEGRADED":
      return "Degraded";
    case "FAILED":
      return "Failed";
    case "DELETING":
      return "Deleting";
    case "DELETED":
      return "Deleted";
  }
}

/** As it stands within a sentence: "waiting on the tenant". */
export function waitingOnObject(whom: WaitingOn): string {
  switch (whom) {
    case "POSTERN":
      return "Postern";
    case "AWS":
      return "AWS";
    case "TENANT":
      return "the tenant";
    case "OPERATOR":
      return "the operator";
    case "NOBODY":
      return "nobody";
  }
}

/** Who acts next, where it stands by itself. */
export function waitingOnName(whom: WaitingOn): string {
  switch (whom) {
    case "POSTERN":
      return "Postern";
    case "AWS":
      return "AWS";
    case "TENANT":
      return "The tenant";
    case "OPERATOR":
      return "The operator";
    case "NOBODY":
      return "Nobody";
  }
}

export function reasonName(reason: ConnectionReason): string {
  switch (reason) {
    case "QUEUED":
      return "Queued";
    case "CREATING_PRINCIPAL":
      return "Creating the principal";
    case "DISCOVERING_SERVICE":
      return "Looking for the service";
    case "CREATING_ENDPOINT":
      return "Creating the endpoint";
    case "ENDPOINT_PENDING":
      return "Endpoint is being set up";
    case "CREATING_DNS":
      return "Creating the hosted zone";
    case "CONNECTING_BASTION":
      return "Connecting to the bastion";
    case "SERVICE_NAME_NEEDED":
      return "Service name needed";
    case "SERVICE_NOT_VISIBLE":
      return "Service not visible";
    case "ENDPOINT_ACCEPTANCE":
      return "Endpoint waits to be accepted";
    case "ENDPOINT_REJECTED":
      return "Endpoint was rejected";
    case "ENDPOINT_EXPIRED":
      return "Endpoint has expired";
    case "DNS_CONFLICT":
      return "Hostname is taken in the VPC";
    case "HOST_KEY_APPROVAL":
      return "Host key waits for approval";
    case "HOST_KEY_CHANGED":
      return "Host key has changed";
    case "PUBLIC_KEY_NOT_INSTALLED":
      return "Public key not installed";
    case "FORWARDING_DENIED":
      return "Forwarding denied";
    case "READY":
      return "Ready";
    case "ENDPOINT_DISAPPEARED":
      return "Endpoint has disappeared";
    case "NAME_NOT_RESOLVED":
      return "Name does not resolve";
    case "TCP_REFUSED":
      return "Connection refused";
    case "TCP_TIMEOUT":
      return "No answer in time";
    case "BASTION_UNREACHABLE":
      return "Bastion unreachable";
    case "ZONE_NOT_SUPPORTED":
      return "Zone not supported";
    case "REGION_NOT_SERVED":
      return "Region not served";
    case "NO_CAPACITY":
      return "No capacity";
    case "AWS_ERROR":
      return "AWS refused";
    case "ADDRESS_FORBIDDEN":
      return "Address not allowed";
    case "REQUESTED":
      return "Deletion requested";
    case "DELETING_ENDPOINT":
      return "Deleting the endpoint";
    case "DELETING_DNS":
      return "Deleting the hosted zone";
    case "DELETING_PRINCIPAL":
      return "Deleting the principal";
  }
}

export function healthName(health: ClusterHealth): string {
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
