import Alert from "@cloudscape-design/components/alert";
import AppLayout from "@cloudscape-design/components/app-layout";
import Box from "@cloudscape-design/components/box";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { followEvents } from "../api/events";
import { meQuery } from "../api/me";
import type { Me } from "../api/schema";
import { paths } from "../paths";
import { ErrorAlert } from "../ui/ErrorAlert";
import { Loading } from "../ui/Loading";
import { Navigation } from "./Navigation";
import { Notices } from "./Notices";

import { TopBar } from "./TopBar";

/** Around every page for people who are signed in; whoever is not is led to the sign-in page, and back after it. */
export function Shell() {
  const me = useQuery(meQuery);
  const { pathname, search } = useLocation();
  if (me.data === undefined) {
    return me.isError ? (
      <Box padding="l">
        <ErrorAlert error={me.error} onRetry={() => void me.refetch()} />
      </Box>
    ) : (
      <Loading />
    );
  }
  return me.data === null ? (
    <Navigate to={paths.signIn(pathname + search)} replace />
  ) : (
    <SignedIn me={me.data} />
  );
}

/** Beside the navigation there is room for a page. */
const WIDE = "(min-width: 689px)";

function SignedIn({ me }: { me: Me }) {
  const queries = useQueryClient();
  const { tenantId } = me;
  const [navigationOpen, setNavigationOpen] = useState(() => window.matchMedia(WIDE).matches);
  const readsMappingsOnly = me.role === "DATA_PLANE";
  useEffect(
    () => (readsMappingsOnly ? undefined : followEvents(queries, tenantId)),
    [queries, tenantId, readsMappingsOnly],
  );
  return (
    <>
      <TopBar me={me} />
      <AppLayout
        headerSelector="#top-bar"
        navigation={<Navigation me={me} />}
        navigationHide={readsMappingsOnly}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        maxContentWidth={1800}
        toolsHide
        notifications={<Notices />}
        stickyNotifications
        content={
          readsMappingsOnly ? (
            <Alert type="info" header="There is nothing here for this token">
              A token with the role “Data plane” reads resolver mappings through the API and nothing else.
              Sign out, and sign in with the token of an administrator or a viewer.
            </Alert>
          ) : (
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          )
        }
      />
    </>
  );
}
