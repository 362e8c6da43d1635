import Alert from "@cloudscape-design/components/alert";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { type ReactNode, useState } from "react";
import type { ApiError } from "../api/errors";
import { Dialog } from "./Dialog";
import { ErrorAlert } from "./ErrorAlert";

interface ConfirmDeleteProps {
  /** What goes: "connection". */
  what: string;
  /** What has to be typed. */
  name: string;
  /** What comes of it, for the one who decides. */
  children: ReactNode;
  /** What there is to choose before. */
  choice?: ReactNode;
  /** What the button says; "Delete" unless told. */
  verb?: string;
  pending: boolean;
  error: ApiError | null;
  onConfirm: () => void;
  onCancel: () => void;
}

/** For what cannot be undone: the name has to be typed. Mount it only while it is asked, so that it begins empty. */
export function ConfirmDelete(props: ConfirmDeleteProps) {
  const { what, name, children, verb = "Delete", pending, error, onConfirm, onCancel } = props;
  const [typed, setTyped] = useState("");
  return (
    <Dialog
      title={`${verb} the ${what} ${name}?`}
      confirm={verb}
      pending={pending}
      blocked={typed === name ? undefined : `Type ${name} first.`}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <Alert type="warning">{children}</Alert>
      {props.choice}
      <FormField label={`To go on, type the name of the ${what}`} constraintText={name}>
        <Input
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          autoFocus
          autoComplete={false}
        />
      </FormField>
      {error !== null && <ErrorAlert error={error} />}
    </Dialog>
  );
}
