import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { mayChange, useMe } from "../../api/me";
import type { Tenant } from "../../api/schema";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { notify } from "../../ui/notices";
import { formOf, isReady, patchOf } from "./form";
import { useChangeTenant } from "./queries";
import { standsAtFields, TenantFields } from "./TenantFields";

/** The tenant's settings to edit. What somebody else saves meanwhile is told, and taken over only when asked to. */
export function TenantSettings({ tenant }: { tenant: Tenant }) {
  const me = useMe();
  const [base, setBase] = useState(tenant);
  const [form, setForm] = useState(() => formOf(tenant));
  const begin = (from: Tenant) => {
    setBase(from);
    setForm(formOf(from));
  };
  const change = useChangeTenant(base, (after) => {
    begin(after);
    notify(`The settings of ${after.name} are saved.`);
  });
  const patch = patchOf(formOf(base), form);
  if (tenant.version > base.version && patch === undefined && !change.isPending) {
    begin(tenant);
  }
  const overtaken = tenant.version > base.version && !change.isPending;
  const blocked = !mayChange(me)
    ? "Your role may look at tenants, but not change them."
    : patch === undefined
      ? "Nothing has been changed."
      : isReady(form)
        ? undefined
        : "The tenant needs a name, and quotas that are numbers.";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked === undefined && patch !== undefined && !change.isPending) {
          change.mutate(patch);
        }
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {patch !== undefined && (
              <Button
                variant="link"
                formAction="none"
                onClick={() => {
                  change.reset();
                  begin(tenant);
                }}
              >
                Discard my changes
              </Button>
            )}
            <Button
              variant="primary"
              formAction="submit"
              loading={change.isPending}
              disabled={blocked !== undefined}
              {...(blocked !== undefined && { disabledReason: blocked })}
            >
              Save
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <TenantFields form={form} onChange={setForm} error={change.error} readOnly={!mayChange(me)} />
          {overtaken ? (
            <Alert
              type="warning"
              header="Somebody else has changed these settings meanwhile"
              action={
                <Button
                  formAction="none"
                  onClick={() => {
                    change.reset();
                    begin(tenant);
                  }}
                >
                  Show theirs
                </Button>
              }
            >
              Yours were not saved. Look at theirs, and make your change again if it is still wanted.
            </Alert>
          ) : (
            change.error !== null && !standsAtFields(change.error) && <ErrorAlert error={change.error} />
          )}
        </SpaceBetween>
      </Form>
    </form>
  );
}
