import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate } from "react-router";
import { mayChange, useMe } from "../../api/me";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { notify } from "../../ui/notices";
import { OperatorOnly } from "../../ui/OperatorOnly";
import { Page } from "../../ui/Page";
import { creationOf, EMPTY, isReady } from "./form";
import { useCreateTenant } from "./queries";
import { standsAtFields, TenantFields } from "./TenantFields";

export function Component() {
  return (
    <OperatorOnly title="Create tenant">
      <NewTenant />
    </OperatorOnly>
  );
}

function NewTenant() {
  const me = useMe();
  const navigate = useNavigate();
  const [form, setForm] = useState(EMPTY);
  const create = useCreateTenant((tenant) => {
    notify(`${tenant.name} is there. Its people need a token to sign in: create the first one here.`);
    void navigate(paths.tenantTokens(tenant.id));
  });
  const blocked = !mayChange(me)
    ? "Your role may look at tenants, but not create them."
    : isReady(form)
      ? undefined
      : "Give the tenant a name, and quotas that are numbers.";
  return (
    <Page
      title="Create tenant"
      description="A customer of yours. Nothing of one tenant is ever visible to another."
      above={[
        { text: "Overview", to: paths.home() },
        { text: "Tenants", to: paths.tenants() },
      ]}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (blocked === undefined && !create.isPending) {
            create.mutate(creationOf(form));
          }
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" onClick={() => void navigate(paths.tenants())}>
                Cancel
              </Button>
              <Button
                variant="primary"
                formAction="submit"
                loading={create.isPending}
                disabled={blocked !== undefined}
                {...(blocked !== undefined && { disabledReason: blocked })}
              >
                Create tenant
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <TenantFields form={form} onChange={setForm} error={create.error} />
            {create.error !== null && !standsAtFields(create.error) && <ErrorAlert error={create.error} />}
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
