import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { useState } from "react";
import type { ApiError } from "../../api/errors";
import { Dialog } from "../../ui/Dialog";
import { ErrorAlert } from "../../ui/ErrorAlert";

interface RenameClusterProps {
  name: string;
  pending: boolean;
  error: ApiError | null;
  onRename: (name: string) => void;
  onCancel: () => void;
}

/** A name is for people: clients and mappings go by the id. */
export function RenameCluster({ name, pending, error, onRename, onCancel }: RenameClusterProps) {
  const [before] = useState(name);
  const [typed, setTyped] = useState(name);
  const wanted = typed.trim();
  const fieldError = error?.field("/name");
  return (
    <Dialog
      title={`Rename ${before}`}
      confirm="Save"
      pending={pending}
      blocked={wanted === before ? "The name is the same." : wanted === "" ? "Type a name." : undefined}
      onConfirm={() => onRename(wanted)}
      onCancel={onCancel}
    >
      <FormField
        label="Name"
        description="For people only: clients go by the cluster's id."
        errorText={fieldError}
      >
        <Input
          value={typed}
          autoFocus
          autoComplete={false}
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
      {error !== null && fieldError === undefined && <ErrorAlert error={error} />}
    </Dialog>
  );
}
