import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { isEncrypted, logsIn, MECHANISMS, PROTOCOLS, type SecurityDraft } from "./draft";
import type { FieldErrors } from "./fieldErrors";

interface SecurityFieldsProps {
  security: SecurityDraft;
  errors: FieldErrors;
  /** Whether there are secrets already, which stay as they are if none are given. */
  secretsKept: boolean;
  onChange: (security: SecurityDraft) => void;
}

const KEPT = "Kept if left empty";

/** How to speak to the brokers. What is secret goes in and never comes out. */
export function SecurityFields({ security, errors, secretsKept, onChange }: SecurityFieldsProps) {
  const { protocol, mechanism, username, password } = security;
  const change = (part: Partial<SecurityDraft>) => onChange({ ...security, ...part });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Passwords and private keys are kept encrypted and never shown again."
        >
          Security
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ColumnLayout columns={2}>
          <FormField label="Protocol" errorText={errors.at("/security/protocol")}>
            <Select
              selectedOption={{ value: protocol, label: protocol }}
              options={PROTOCOLS.map((value) => ({ value, label: value }))}
              onChange={({ detail }) =>
                change({ protocol: PROTOCOLS.find((one) => one === detail.selectedOption.value) ?? protocol })
              }
            />
          </FormField>
          {logsIn(protocol) && (
            <FormField label="Mechanism" errorText={errors.at("/security/mechanism")}>
              <Select
                selectedOption={{ value: mechanism, label: mechanism }}
                options={MECHANISMS.map((value) => ({ value, label: value }))}
                onChange={({ detail }) =>
                  change({
                    mechanism: MECHANISMS.find((one) => one === detail.selectedOption.value) ?? mechanism,
                  })
                }
              />
            </FormField>
          )}
          {logsIn(protocol) && (
            <FormField label="User" errorText={errors.at("/security/username")}>
              <Input
                value={username}
                autoComplete={false}
                spellcheck={false}
                onChange={({ detail }) => change({ username: detail.value })}
              />
            </FormField>
          )}
          {logsIn(protocol) && (
            <FormField label="Password" errorText={errors.at("/security/password")}>
              <Input
                value={password}
                type="password"
                placeholder={secretsKept ? KEPT : ""}
                autoComplete="new-password"
                onChange={({ detail }) => change({ password: detail.value })}
              />
            </FormField>
          )}
        </ColumnLayout>
        {isEncrypted(protocol) && (
          <Pem
            label="CA certificates"
            description="Of the authorities that sign the brokers' certificates, as PEM. Leave it empty for public ones."
            field="caCertificates"
            {...{ security, errors, change }}
          />
        )}
        {isEncrypted(protocol) && (
          <ColumnLayout columns={2}>
            <Pem
              label="Client certificate"
              description="With its chain, as PEM, if the brokers ask for one."
              field="clientCertificate"
              {...{ security, errors, change }}
            />
            <Pem
              label="Private key of the client certificate"
              description="PEM, PKCS#8, not encrypted."
              field="clientKey"
              placeholder={secretsKept ? KEPT : undefined}
              {...{ security, errors, change }}
            />
          </ColumnLayout>
        )}
      </SpaceBetween>
    </Container>
  );
}

interface PemProps {
  label: string;
  description: string;
  field: "caCertificates" | "clientCertificate" | "clientKey";
  placeholder?: string | undefined;
  security: SecurityDraft;
  errors: FieldErrors;
  change: (part: Partial<SecurityDraft>) => void;
}

function Pem({
  label,
  description,
  field,
  placeholder = "-----BEGIN …",
  security,
  errors,
  change,
}: PemProps) {
  return (
    <FormField
      label={
        <>
          {label} <i>- optional</i>
        </>
      }
      description={description}
      errorText={errors.at(`/security/${field}`)}
      stretch
    >
      <Textarea
        value={security[field]}
        rows={3}
        spellcheck={false}
        autoComplete={false}
        placeholder={placeholder}
        onChange={({ detail }) => change({ [field]: detail.value })}
      />
    </FormField>
  );
}
