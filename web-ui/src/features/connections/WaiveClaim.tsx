import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { PrivateLinkConnection } from "../../api/schema";
import { Dialog } from "../../ui/Dialog";
import { FormProblem } from "../../ui/FormProblem";
import type { ChangeDialogProps } from "./dialogs";

/** The operator's word that a connection may use an endpoint service though another connection has it. */
export function WaiveClaim({
  connection,
  pending,
  error,
  onChange,
  onCancel,
}: ChangeDialogProps & { connection: PrivateLinkConnection }) {
  const [serviceName, setServiceName] = useState(connection.serviceName ?? "");
  return (
    <Dialog
      title={`Let ${connection.name} share an endpoint service`}
      confirm="Permit it"
      pending={pending}
      blocked={serviceName.trim() === "" ? "Say which service." : undefined}
      onConfirm={() => onChange({ do: "WAIVE_CLAIM", serviceName: serviceName.trim() })}
      onCancel={onCancel}
    >
      <Alert type="warning">
        Whoever may use a service through Postern reaches the Kafka cluster behind it. Permit this only if the
        owner of the service wants both connections to lead there.
      </Alert>
      <Box variant="p">
        A service that one connection has found is refused to all others. Your word lets this connection, and
        no other, use this service, and no other, all the same. It ends with the connection and cannot be
        taken back before; the history says that you gave it. Then the service can be named here.
      </Box>
      <FormProblem error={error} fields={/^\/serviceName$/} />
      <FormField label="Name of the endpoint service" errorText={error?.field("/serviceName")} stretch>
        <Input
          value={serviceName}
          placeholder="com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718"
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => setServiceName(detail.value)}
        />
      </FormField>
    </Dialog>
  );
}
