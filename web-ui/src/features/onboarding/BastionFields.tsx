import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { ApiError } from "../../api/errors";
import { BastionAddressFields } from "./BastionAddressFields";
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
        <BastionAddressFields address={bastion} error={error} onChange={change} />
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
