import Alert from "@cloudscape-design/components/alert";
import type { ReactNode } from "react";
import { isOperator, useMe } from "../api/me";
import { paths } from "../paths";
import { Page } from "./Page";
import { RouterLink } from "./RouterLink";

/** For pages that ask for what a tenant may not read: a tenant is told so, and nothing is asked for. */
export function OperatorOnly({ title, children }: { title: string; children: ReactNode }) {
  const me = useMe();
  if (isOperator(me)) {
    return children;
  }
  return (
    <Page title={title}>
      <Alert type="warning" header="This page is the operator’s">
        You are signed in as {me.name}, who may see one tenant only.{" "}
        <RouterLink to={me.tenantId === null ? paths.home() : paths.tenant(me.tenantId)}>
          Go to your own overview
        </RouterLink>
      </Alert>
    </Page>
  );
}
