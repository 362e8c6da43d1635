import SideNavigation, { type SideNavigationProps } from "@cloudscape-design/components/side-navigation";
import { useLocation, useNavigate, useParams } from "react-router";
import { isOperator } from "../api/me";
import type { Me } from "../api/schema";
import { useTenantName } from "../api/overview";
import { BASE, paths } from "../paths";

interface Entry {
  text: string;
  to: string;
}

/** What the operator sees wherever they are. An entry appears here once its page exists. */
const FLEET: Entry[] = [
  { text: "Overview", to: paths.home() },
  { text: "Connections", to: paths.fleetConnections() },
  { text: "Tenants", to: paths.tenants() },
  { text: "Tokens", to: paths.tokens() },
  { text: "Audit log", to: paths.audit() },
];

/** What there is of one tenant. */
function ofTenant(tenantId: string, operator: boolean): Entry[] {
  return [
    { text: "Overview", to: paths.tenant(tenantId) },
    { text: "Connections", to: paths.connections(tenantId) },
    { text: "Clusters", to: paths.clusters(tenantId) },
    { text: "Tokens", to: paths.tenantTokens(tenantId) },
    { text: "Audit log", to: paths.tenantAudit(tenantId) },
    ...(operator ? [{ text: "Settings", to: paths.tenantSettings(tenantId) }] : []),
  ];
}

export function Navigation({ me }: { me: Me }) {
  const { tenantId = me.tenantId } = useParams();
  return tenantId === null ? <Items me={me} /> : <WithTenant me={me} tenantId={tenantId} />;
}

function WithTenant({ me, tenantId }: { me: Me; tenantId: string }) {
  return <Items me={me} tenant={{ id: tenantId, name: useTenantName(tenantId) }} />;
}

function Items({ me, tenant }: { me: Me; tenant?: { id: string; name: string } }) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const fleet = isOperator(me) ? FLEET : [];
  const entries = tenant === undefined ? [] : ofTenant(tenant.id, isOperator(me));
  const items: SideNavigationProps.Item[] = fleet.map(link);
  if (fleet.length > 0 && tenant !== undefined) {
    items.push({ type: "divider" }, { type: "section-group", title: tenant.name, items: entries.map(link) });
  } else {
    items.push(...entries.map(link));
  }
  return (
    <SideNavigation
      header={{ text: fleet.length > 0 ? "Fleet" : (tenant?.name ?? "Postern"), href: BASE + paths.home() }}
      activeHref={activeHref(pathname, [...fleet, ...entries])}
      items={items}
      onFollow={(event) => {
        if (event.detail.external !== true) {
          event.preventDefault();
          void navigate(event.detail.href.slice(BASE.length));
        }
      }}
    />
  );
}

function link({ text, to }: Entry): SideNavigationProps.Link {
  return { type: "link", text, href: BASE + to };
}

/** The entry whose page this is, or the one that leads nearest to it. */
function activeHref(pathname: string, entries: Entry[]): string {
  const nearest = entries
    .filter(({ to }) => pathname === to || (to !== "/" && pathname.startsWith(`${to}/`)))
    .sort((one, other) => other.to.length - one.to.length)[0];
  return BASE + (nearest?.to ?? pathname);
}
