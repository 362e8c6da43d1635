/** What the log can hold, by subject; it may come to hold more, which is then shown as it is. */
export const ACTIONS = {
  "access.forbidden": "Denied: the role does not allow it",
  "access.other-tenant": "Denied: it is another tenant’s",
  "access.unauthenticated": "Denied: the token is good no more",
  "cluster.created": "Cluster created",
  "cluster.deleted": "Cluster deleted",
  "cluster.updated": "Cluster changed",
  "connection.claim-waived": "Service shared with another connection",
  "connection.created": "Connection created",
  "connection.deleted": "Connection deleted",
  "connection.deletion-requested": "Connection’s deletion requested",
  "connection.host-key-approved": "Host key approved",
  "connection.keys-rotated": "Keys rotated",
  "connection.phase-changed": "Connection’s phase changed",
  "connection.retried": "Connection tried again",
  "connection.updated": "Connection changed",
  "secret-key-rotation.started": "Rotation of the secret key started",
  "session.ended": "Signed out",
  "session.started": "Signed in",
  "tenant.created": "Tenant created",
  "tenant.deleted": "Tenant deleted",
  "tenant.updated": "Tenant changed",
  "token.created": "Token created",
  "token.revoked": "Token revoked",
  "validation.finished": "Validation finished",
  "validation.started": "Validation started",
} as const satisfies Record<string, string>;

const NAMES: Readonly<Record<string, string>> = ACTIONS;

export function actionName(action: string): string {
  return NAMES[action] ?? action;
}
