import type { Token } from "../../api/schema";
import type { Owner } from "./queries";

export type Role = Token["role"];

/** The roles that tokens of the operator, or of a tenant, may have; the least first. */
export function rolesOf(owner: Owner): readonly Role[] {
  return owner === null
    ? ["OPERATOR_VIEWER", "OPERATOR_ADMIN", "DATA_PLANE"]
    : ["TENANT_VIEWER", "TENANT_ADMIN", "DATA_PLANE"];
}

/** What a token with the role may do, for the one who chooses. */
export function roleSentence(role: Role, owner: Owner): string {
  switch (role) {
    case "OPERATOR_ADMIN":
      return "Sees and changes everything of every tenant, tokens included.";
    case "OPERATOR_VIEWER":
      return "Sees everything of every tenant, and changes nothing.";
    case "TENANT_ADMIN":
      return "Sees and changes everything of this tenant, tokens included.";
    case "TENANT_VIEWER":
      return "Sees everything of this tenant, and changes nothing.";
    case "DATA_PLANE":
      return owner === null
        ? "For Kafka clients: reads the resolver mappings of all tenants, and nothing else."
        : "For Kafka clients: reads this tenant’s resolver mappings, and nothing else.";
  }
}
