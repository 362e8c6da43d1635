import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useChangeConnection } from "../../api/connections";
import { mayChange, useMe } from "../../api/me";
import type { PrivateLinkConnection } from "../../api/schema";
import { FormProblem } from "../../ui/FormProblem";
import { notify } from "../../ui/notices";
import { useFirstWrong } from "../../ui/useFirstWrong";
import { ONLY_LOOKS } from "./permission";
import type { StepProps } from "./StepPanel";

/** Tells Postern the name of the tenant's endpoint service, or another one if that was wrong. */
export function NameService({
  tenantId,
  connection,
  onDone,
}: StepProps & { connection: PrivateLinkConnection }) {
  const may = mayChange(useMe());
  const [name, setName] = useState(connection.serviceName ?? "");
  const change = useChangeConnection(tenantId, connection, () => {
    notify("Postern looks for the service.");
    onDone();
  });
  const form = useFirstWrong(change.error);
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (may && !change.isPending) {
          change.mutate({ do: "EDIT", patch: { serviceName: name.trim() } });
        }
      }}
    >
      <SpaceBetween size="m">
        <FormProblem error={change.error} fields={/^\/serviceName$/} />
        <FormField
          label="Name of the endpoint service"
          description="Terraform prints it: terraform output service_name"
          errorText={change.error?.field("/serviceName")}
          stretch
        >
          <Input
            value={name}
            placeholder="com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718"
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setName(detail.value)}
          />
        </FormField>
        <Button
          variant={connection.serviceName === null ? "primary" : "normal"}
          loading={change.isPending}
          disabled={!may}
          {...(!may && { disabledReason: ONLY_LOOKS })}
        >
          {connection.serviceName === null ? "Name the service" : "Change the name"}
        </Button>
      </SpaceBetween>
    </form>
  );
}
