import DatePicker from "@cloudscape-design/components/date-picker";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import { useState } from "react";
import type { ApiError } from "../../api/errors";
import { roleName } from "../../api/me";
import type { TokenCreated } from "../../api/schema";
import { Dialog } from "../../ui/Dialog";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { EXPIRIES, expiresAt, type Expiry, expiryName, isOffered } from "./expiry";
import { type Owner, useCreateToken } from "./queries";
import { type Role, roleSentence, rolesOf } from "./roles";

interface CreateTokenProps {
  owner: Owner;
  onCreated: (token: TokenCreated) => void;
  onCancel: () => void;
}

export function CreateToken({ owner, onCreated, onCancel }: CreateTokenProps) {
  const roles = rolesOf(owner);
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role | undefined>();
  const [expiry, setExpiry] = useState<Expiry>("90");
  const [day, setDay] = useState("");
  const create = useCreateToken(owner, onCreated);
  const submit = () => {
    if (role !== undefined) {
      const until = expiresAt(expiry, day, new Date());
      create.mutate({ name: name.trim(), role, ...(until !== undefined && { expiresAt: until }) });
    }
  };
  return (
    <Dialog
      title={owner === null ? "Create a token of the operator" : "Create a token of the tenant"}
      confirm="Create token"
      pending={create.isPending}
      blocked={blocked(name, role, expiry, day)}
      onConfirm={submit}
      onCancel={onCancel}
    >
      <FormField
        label="Name"
        description="What it is for, so that others dare to revoke it one day."
        errorText={create.error?.field("/name")}
      >
        <Input
          value={name}
          placeholder="billing pipeline"
          autoFocus
          autoComplete={false}
          onChange={({ detail }) => setName(detail.value)}
        />
      </FormField>
      <FormField label="Role" errorText={create.error?.field("/role")}>
        <RadioGroup
          value={role ?? null}
          items={roles.map((one) => ({
            value: one,
            label: roleName(one),
            description: roleSentence(one, owner),
          }))}
          onChange={({ detail }) => setRole(roles.find((one) => one === detail.value))}
        />
      </FormField>
      <FormField label="Works for" errorText={create.error?.field("/expiresAt")}>
        <Select
          selectedOption={{ value: expiry, label: expiryName(expiry) }}
          options={EXPIRIES.map((one) => ({ value: one, label: expiryName(one) }))}
          onChange={({ detail }) =>
            setExpiry(EXPIRIES.find((one) => one === detail.selectedOption.value) ?? expiry)
          }
        />
      </FormField>
      {expiry === "DATE" && (
        <FormField label="Last day" constraintText="The token works until that day ends. Use YYYY/MM/DD.">
          <DatePicker
            value={day}
            placeholder="YYYY/MM/DD"
            isDateEnabled={(date) => isOffered(date, new Date())}
            dateDisabledReason={() => "A token works for ten years at most."}
            onChange={({ detail }) => setDay(detail.value)}
          />
        </FormField>
      )}
      {create.error !== null && !stands(create.error) && <ErrorAlert error={create.error} />}
    </Dialog>
  );
}

function blocked(name: string, role: Role | undefined, expiry: Expiry, day: string): string | undefined {
  if (name.trim() === "") {
    return "Give the token a name first.";
  }
  if (role === undefined) {
    return "Choose a role first.";
  }
  return expiry === "DATE" && Number.isNaN(Date.parse(`${day}T00:00:00`))
    ? "Choose the last day first."
    : undefined;
}

/** Whether all that is wrong stands at the fields. */
function stands({ fields }: ApiError): boolean {
  return (
    fields.length > 0 && fields.every(({ pointer }) => ["/name", "/role", "/expiresAt"].includes(pointer))
  );
}
