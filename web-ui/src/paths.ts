/** Every URL of the console, below its base `/console`. Ids are those of the API. */
export const BASE = "/console";

export const paths = {
  home: () => "/",
  signIn: (returnTo?: string) =>
    returnTo === undefined || returnTo === "/"
      ? "/sign-in"
      : `/sign-in?return=${encodeURIComponent(returnTo)}`,
  settings: () => "/settings",

  /** The operator's. */
  fleetConnections: (filter?: ConnectionFilter) => `/connections${queryOf(filter)}`,
  tenants: () => "/tenants",
  tenantNew: () => "/tenants/new",
  tokens: () => "/tokens",
  audit: () => "/audit",

  /** A tenant's. */
  tenant: (tenantId: string) => `/tenants/${tenantId}`,
  tenantSettings: (tenantId: string) => `/tenants/${tenantId}/settings`,
  tenantTokens: (tenantId: string) => `/tenants/${tenantId}/tokens`,
  tenantAudit: (tenantId: string) => `/tenants/${tenantId}/audit`,
  connections: (tenantId: string, filter?: ConnectionFilter) =>
    `/tenants/${tenantId}/connections${queryOf(filter)}`,
  connectionNew: (tenantId: string) => `/tenants/${tenantId}/connections/new`,
  connection: (tenantId: string, connectionId: string) => `/tenants/${tenantId}/connections/${connectionId}`,
  connectionKit: (tenantId: string, connectionId: string) =>
    `/tenants/${tenantId}/connections/${connectionId}?tab=kit`,
  onboarding: (tenantId: string, connectionId: string) =>
    `/tenants/${tenantId}/connections/${connectionId}/onboarding`,
  clusters: (tenantId: string) => `/tenants/${tenantId}/clusters`,
  /** With a connection, its routes lead over that one, and its onboarding goes on afterwards. */
  clusterNew: (tenantId: string, connectionId?: string) =>
    `/tenants/${tenantId}/clusters/new${connectionId === undefined ? "" : `?connectionId=${connectionId}`}`,
  cluster: (tenantId: string, clusterId: string, tab?: "mapping" | "configuration") =>
    `/tenants/${tenantId}/clusters/${clusterId}${tab === undefined ? "" : `?tab=${tab}`}`,
  /** With a connection, its onboarding goes on afterwards. */
  clusterEdit: (tenantId: string, clusterId: string, connectionId?: string) =>
    `/tenants/${tenantId}/clusters/${clusterId}/edit${connectionId === undefined ? "" : `?connectionId=${connectionId}`}`,
  validation: (tenantId: string, clusterId: string, validationId: string) =>
    `/tenants/${tenantId}/clusters/${clusterId}/validations/${validationId}`,
} as const;

/** As the API's parameters; kept in the URL of the list. */
export interface ConnectionFilter {
  phase?: string;
  kind?: string;
  waitingOn?: string;
  name?: string;
}

function queryOf(filter: ConnectionFilter = {}): string {
  const query = new URLSearchParams({ ...filter }).toString();
  return query === "" ? "" : `?${query}`;
}

const RETURN = "postern.return";

/** Log-in with an issuer leaves the console, and comes back to its first page. */
export function keepReturn(target: string): void {
  sessionStorage.setItem(RETURN, target);
}

/** What was kept, once. */
export function takeReturn(): string {
  const target = safeReturn(sessionStorage.getItem(RETURN));
  sessionStorage.removeItem(RETURN);
  return target;
}

/** Where to go after signing in: a path of ours, never another site. */
export function safeReturn(target: string | null): string {
  return target !== null && /^\/(?![/\\])/.test(target) ? target : paths.home();
}
