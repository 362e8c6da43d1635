import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { ApiError } from "../../api/errors";
import type { BastionDraft } from "./connectionDraft";

interface BastionFieldsProps {
  bastion: BastionDraft;
  error: ApiError | null;
  onChange: (bastion: BastionDraft) => void;
}

export function BastionFields({ bastion, error, onChange }: BastionFieldsProps) {
  const change = (part: Partial<BastionDraft>) => onChange({ ...bastion, ...part });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="A host of yours that the brokers can be reached from. Postern logs in with keys of its own, and forwards to the brokers known and nowhere else."
        >
          Bastion
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ColumnLayout columns={3}>
          <FormField label="Host" description="Its name or address." errorText={error?.field("/host")}>
            <Input
              value={bastion.host}
              placeholder="bastion.acme.example"
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => change({ host: detail.value })}
            />
          </FormField>
          <FormField label="Port" description="Of its sshd." errorText={error?.field("/port")}>
            <Input
              value={bastion.port}
              placeholder="22"
              inputMode="numeric"
              autoComplete={false}
              onChange={({ detail }) => change({ port: detail.value })}
            />
          </FormField>
          <FormField label="User" description="As whom Postern logs in." errorText={error?.field("/user")}>
            <Input
              value={bastion.user}
              placeholder="postern"
              autoComplete={false}
              spellcheck={false}
              onChange={({ detail }) => change({ user: detail.value })}
            />
          </FormField>
        </ColumnLayout>
        <FormField
          label={
            <>
              Host key <i>- optional</i>
            </>
          }
          description="The only one that the bastion may show: a line of /etc/ssh/ssh_host_ed25519_key.pub. Leave it empty to compare its fingerprint in the next step."
          errorText={error?.field("/hostKey")}
          stretch
        >
          <Textarea
            value={bastion.hostKey}
            rows={2}
            placeholder="ssh-ed25519 AAAA…"
            spellcheck={false}
            autoComplete={false}
            onChange={({ detail }) => change({ hostKey: detail.value })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
