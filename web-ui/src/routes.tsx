import { createBrowserRouter, type RouteObject } from "react-router";
import { BASE } from "./paths";
import { PageError } from "./shell/PageError";
import { Loading } from "./ui/Loading";
import { Root } from "./shell/Root";
import { Shell } from "./shell/Shell";

const onboardingRoutes: RouteObject[] = [
  {
    path: "/tenants/:tenantId/connections/new",
    lazy: () => import("./features/onboarding/NewConnectionPage"),
  },
  {
    path: "/tenants/:tenantId/connections/:connectionId/onboarding",
    lazy: () => import("./features/onboarding/OnboardingPage"),
  },
];

const clusterRoutes: RouteObject[] = [
  { path: "/tenants/:tenantId/clusters", lazy: () => import("./features/clusters/ClustersPage") },
  { path: "/tenants/:tenantId/clusters/new", lazy: () => import("./features/clusters/NewClusterPage") },
  { path: "/tenants/:tenantId/clusters/:clusterId", lazy: () => import("./features/clusters/ClusterPage") },
  {
    path: "/tenants/:tenantId/clusters/:clusterId/edit",
    lazy: () => import("./features/clusters/EditClusterPage"),
  },
  {
    path: "/tenants/:tenantId/clusters/:clusterId/validations/:validationId",
    lazy: () => import("./features/clusters/ValidationPage"),
  },
];

/**
 * Every URL of the console. Each page is loaded when somebody goes there; what it needs of other features it gets by
 * URL, never by import.
 */
const routes: RouteObject[] = [
  {
    element: <Root />,
    errorElement: <PageError />,
    hydrateFallbackElement: <Loading />,
    children: [
      { path: "/sign-in", lazy: () => import("./features/session/SignInPage") },
      {
        element: <Shell />,
        children: [
          {
            errorElement: <PageError />,
            children: [
              { path: "/", lazy: () => import("./features/overview/HomePage") },
              { path: "/connections", lazy: () => import("./features/connections/FleetConnectionsPage") },
              { path: "/tenants/:tenantId", lazy: () => import("./features/overview/TenantOverviewPage") },
              {
                path: "/tenants/:tenantId/connections",
                lazy: () => import("./features/connections/ConnectionsPage"),
              },
              {
                path: "/tenants/:tenantId/connections/:connectionId",
                lazy: () => import("./features/connections/ConnectionPage"),
              },
              ...onboardingRoutes,
              ...clusterRoutes,
              { path: "/tenants", lazy: () => import("./features/tenants/TenantsPage") },
              { path: "/tenants/new", lazy: () => import("./features/tenants/NewTenantPage") },
              {
                path: "/tenants/:tenantId/settings",
                lazy: () => import("./features/tenants/TenantSettingsPage"),
              },
              { path: "/tokens", lazy: () => import("./features/tokens/OperatorTokensPage") },
              { path: "/tenants/:tenantId/tokens", lazy: () => import("./features/tokens/TenantTokensPage") },
              { path: "/audit", lazy: () => import("./features/audit/FleetAuditPage") },
              { path: "/tenants/:tenantId/audit", lazy: () => import("./features/audit/TenantAuditPage") },
              { path: "/settings", lazy: () => import("./features/settings/SettingsPage") },
              { path: "*", lazy: () => import("./shell/NotFoundPage") },
            ],
          },
        ],
      },
    ],
  },
];

export function makeRouter() {
  return createBrowserRouter(routes, { basename: BASE });
}
