import ColumnLayout from "@cloudscape-design/components/column-layout";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import type { ApiError } from "../../api/errors";
import type { BastionDraft } from "./connectionDraft";

type Address = Pick<BastionDraft, "host" | "port" | "user">;

interface BastionAddressFieldsProps {
  address: Address;
  error: ApiError | null;
  onChange: (part: Partial<Address>) => void;
}

export function BastionAddressFields({ address, error, onChange }: BastionAddressFieldsProps) {
  return (
    <ColumnLayout columns={3}>
      <FormField label="Host" description="Its name or address." errorText={error?.field("/host")}>
        <Input
          value={address.host}
          placeholder="bastion.acme.example"
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => onChange({ host: detail.value })}
        />
      </FormField>
      <FormField label="Port" description="Of its sshd." errorText={error?.field("/port")}>
        <Input
          value={address.port}
          placeholder="22"
          inputMode="numeric"
          autoComplete={false}
          onChange={({ detail }) => onChange({ port: detail.value })}
        />
      </FormField>
      <FormField label="User" description="As whom Postern logs in." errorText={error?.field("/user")}>
        <Input
          value={address.user}
          placeholder="postern"
          autoComplete={false}
          spellcheck={false}
          onChange={({ detail }) => onChange({ user: detail.value })}
        />
      </FormField>
    </ColumnLayout>
  );
}
