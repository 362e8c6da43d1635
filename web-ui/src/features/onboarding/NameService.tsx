import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import { useChangeConnection } from "../../api/connections";
import type { PrivateLinkConnection } from "../../api/schema";
import { notify } from "../../ui/notices";
import { StepForm } from "./StepForm";
import type { StepProps } from "./StepPanel";

/** Tells Postern the name of the tenant's endpoint service, or another one if that was wrong. */
export function NameService({
  tenantId,
  connection,
  onDone,
}: StepProps & { connection: PrivateLinkConnection }) {
  const [typed, setTyped] = useState<string>();
  const name = typed ?? connection.serviceName ?? "";
  const first = connection.serviceName === null;
  const change = useChangeConnection(tenantId, connection, () => {
    notify("Postern looks for the service.");
    onDone();
  });
  return (
    <StepForm
      change={change}
      fields={/^\/serviceName$/}
      submit={first ? "Name the service" : "Change the name"}
      primary={first}
      onSubmit={() => change.mutate({ do: "EDIT", patch: { serviceName: name.trim() } })}
    >
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
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
    </StepForm>
  );
}
