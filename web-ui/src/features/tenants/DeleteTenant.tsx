import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { mayChange, useMe } from "../../api/me";
import { tenantOverviewQuery } from "../../api/overview";
import type { Tenant, TenantOverview } from "../../api/schema";
import { paths } from "../../paths";
import { ConfirmDelete } from "../../ui/ConfirmDelete";
import { notify } from "../../ui/notices";
import { useDeleteTenant } from "./queries";

export function DeleteTenant({ tenant }: { tenant: Tenant }) {
  const me = useMe();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [cascade, setCascade] = useState(false);
  const { data: overview } = useQuery(tenantOverviewQuery(tenant.id));
  const remove = useDeleteTenant(tenant.id, () => {
    notify(`${tenant.name} is deleted.`);
    void navigate(paths.tenants());
  });
  const refusal = mayChange(me) ? undefined : "Your role may look at tenants, but not delete them.";
  return (
    <Container header={<Header variant="h2">Delete this tenant</Header>}>
      <Box variant="p" margin={{ bottom: "s" }}>
        {held(overview)} Once the tenant is deleted its tokens stop working and its name is free, both at
        once. Its entries in the audit log stay.
      </Box>
      <Button
        disabled={refusal !== undefined}
        {...(refusal !== undefined && { disabledReason: refusal })}
        onClick={() => {
          remove.reset();
          setCascade(false);
          setAsked(true);
        }}
      >
        Delete tenant
      </Button>
      {asked && (
        <ConfirmDelete
          what="tenant"
          name={tenant.name}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(cascade)}
          onCancel={() => setAsked(false)}
          choice={
            <FormField label="What goes">
              <RadioGroup
                value={cascade ? "EVERYTHING" : "EMPTY"}
                items={[
                  {
                    value: "EMPTY",
                    label: "The tenant, if it is empty",
                    description:
                      "It and its tokens go. Refused for as long as it has connections or clusters.",
                  },
                  {
                    value: "EVERYTHING",
                    label: "The tenant and everything it has",
                    description: `${goes(overview)} Clients of the tenant lose their way to the brokers at once.`,
                  },
                ]}
                onChange={({ detail }) => setCascade(detail.value === "EVERYTHING")}
              />
            </FormField>
          }
        >
          Nobody of the tenant can sign in any more, and its data planes read no mappings. This cannot be
          undone.
        </ConfirmDelete>
      )}
    </Container>
  );
}

function held(overview: TenantOverview | undefined): string {
  return overview === undefined ? "" : `It has ${contents(overview)}.`;
}

function goes(overview: TenantOverview | undefined): string {
  return overview === undefined
    ? "All its connections are taken down, endpoints and tunnels included, and its clusters, mappings and validations go."
    : `Also ${contents(overview)}: endpoints, tunnels, mappings and validations are taken down.`;
}

function contents({ connections, clusters }: TenantOverview): string {
  return `${count(connections.total, "connection")} and ${count(clusters.total, "cluster")}`;
}

function count(number: number, what: string): string {
  return `${number === 0 ? "no" : number} ${what}${number === 1 ? "" : "s"}`;
}
