import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { ApiError } from "../../api/errors";
import type { Connection } from "../../api/schema";
import { Dialog } from "../../ui/Dialog";
import { ErrorAlert } from "../../ui/ErrorAlert";
import type { ChangeDialogProps } from "./dialogs";

type Fields = Record<string, string>;

interface Field {
  name: string;
  label: string;
  description?: string;
  numeric?: boolean;
}

const NAME: Field = { name: "name", label: "Name" };

/** What can be changed now: the target only as long as the service allows it. */
function fieldsOf(connection: Connection): Field[] {
  if (!connection.allowedActions.includes("CHANGE_TARGET")) {
    return [NAME];
  }
  switch (connection.kind) {
    case "AWS_PRIVATELINK":
      return [
        NAME,
        {
          name: "serviceName",
          label: "Endpoint service",
          description: "The name of the tenant's endpoint service: com.amazonaws.vpce. and so on.",
        },
      ];
    case "SSH_BASTION":
      return [
        NAME,
        { name: "host", label: "Bastion", description: "Its name or address. Postern connects anew." },
        { name: "port", label: "Port of its sshd", numeric: true },
        { name: "user", label: "User to log in as" },
      ];
  }
}

function present(connection: Connection): Fields {
  return connection.kind === "AWS_PRIVATELINK"
    ? { name: connection.name, serviceName: connection.serviceName ?? "" }
    : { name: connection.name, host: connection.host, port: String(connection.port), user: connection.user };
}

export function EditConnection({
  connection,
  pending,
  error,
  onChange,
  onCancel,
}: ChangeDialogProps & { connection: Connection }) {
  // As it was when the dialog opened: what somebody else changes meanwhile is for the service to object to.
  const [before] = useState(() => present(connection));
  const [fields, setFields] = useState(before);
  const shown = fieldsOf(connection);
  const changed = shown.filter(({ name }) => fields[name] !== before[name]);
  const save = () => {
    const patch = Object.fromEntries(
      changed.map((field) => [field.name, valueOf(field, fields[field.name] ?? "")]),
    );
    onChange({ do: "EDIT", patch });
  };
  return (
    <Dialog
      title={`Edit ${connection.name}`}
      confirm="Save"
      pending={pending}
      blocked={changed.length > 0 ? undefined : "Nothing has been changed."}
      onConfirm={save}
      onCancel={onCancel}
    >
      {shown.map((field) => (
        <FormField
          key={field.name}
          label={field.label}
          description={field.description}
          errorText={error?.field(`/${field.name}`)}
        >
          <Input
            value={fields[field.name] ?? ""}
            inputMode={field.numeric === true ? "numeric" : "text"}
            autoComplete={false}
            spellcheck={false}
            onChange={({ detail }) => setFields({ ...fields, [field.name]: detail.value.trimStart() })}
          />
        </FormField>
      ))}
      {error !== null && !isShown(error, shown) && <ErrorAlert error={error} />}
    </Dialog>
  );
}

function valueOf(field: Field, text: string): string | number | null {
  const value = text.trim();
  if (value === "") {
    return null;
  }
  return field.numeric === true && /^\d+$/.test(value) ? Number(value) : value;
}

/** Whether all that is wrong stands at the fields. */
function isShown(error: ApiError, fields: Field[]): boolean {
  return (
    error.fields.length > 0 &&
    error.fields.every(({ pointer }) => fields.some(({ name }) => `/${name}` === pointer))
  );
}
