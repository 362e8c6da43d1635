import ColumnLayout from "@cloudscape-design/components/column-layout";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { ApiError } from "../../api/errors";
import { isWholeNumber, QUOTAS, type QuotaName, suffixesOf, type TenantForm } from "./form";

const MOST = 1_000_000;

interface TenantFieldsProps {
  form: TenantForm;
  onChange: (form: TenantForm) => void;
  error: ApiError | null;
  readOnly?: boolean;
}

export function TenantFields({ form, onChange, error, readOnly = false }: TenantFieldsProps) {
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Tenant</Header>}>
        <SpaceBetween size="l">
          <FormField
            label="Name"
            description="The customer’s, as the operator’s lists show it."
            errorText={error?.field("/name")}
          >
            <Input
              value={form.name}
              placeholder="Acme"
              readOnly={readOnly}
              autoComplete={false}
              onChange={({ detail }) => onChange({ ...form, name: detail.value })}
            />
          </FormField>
          <FormField
            label="Allowed DNS suffixes"
            description="Domains of the customer’s own, one a line. Its connections may have hosted zones for hostnames at and below these, and for no others."
            constraintText="At most 20. A hostname that a connection has already stays when its suffix is taken away."
            errorText={suffixErrors(form, error)}
          >
            <Textarea
              value={form.dnsSuffixes}
              placeholder="acme.example"
              rows={3}
              readOnly={readOnly}
              spellcheck={false}
              onChange={({ detail }) => onChange({ ...form, dnsSuffixes: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description="How much the tenant may have. A field left empty takes the installation’s default, which the operator sets with postern.limits.quotas. A smaller number takes nothing away that is there."
          >
            Quotas
          </Header>
        }
      >
        <ColumnLayout columns={2}>
          {QUOTAS.map((quota) => (
            <FormField
              key={quota}
              label={quotaName(quota)}
              description={quotaSentence(quota)}
              errorText={
                isWholeNumber(form.quotas[quota])
                  ? error?.field(`/quotas/${quota}`)
                  : `Give a number from 0 to ${MOST}, or leave it empty.`
              }
            >
              <Input
                value={form.quotas[quota]}
                placeholder="The installation’s default"
                inputMode="numeric"
                readOnly={readOnly}
                autoComplete={false}
                onChange={({ detail }) =>
                  onChange({ ...form, quotas: { ...form.quotas, [quota]: detail.value } })
                }
              />
            </FormField>
          ))}
        </ColumnLayout>
      </Container>
    </SpaceBetween>
  );
}

export function quotaName(quota: QuotaName): string {
  switch (quota) {
    case "connections":
      return "Connections";
    case "clusters":
      return "Clusters";
    case "tokens":
      return "Tokens";
    case "runningValidations":
      return "Running validations";
  }
}

function quotaSentence(quota: QuotaName): string {
  switch (quota) {
    case "connections":
      return "Also those that have no service name yet, or are being deleted.";
    case "clusters":
      return "All that there are.";
    case "tokens":
      return "Those that are neither revoked nor expired.";
    case "runningValidations":
      return "Those that somebody asked for and that have not ended.";
  }
}

/** The API names a suffix by its place, people by what it is. */
function suffixErrors(form: TenantForm, error: ApiError | null): string | undefined {
  const suffixes = suffixesOf(form);
  const wrong = (error?.fields ?? [])
    .filter(({ pointer }) => pointer.startsWith("/dnsSuffixes"))
    .map(({ pointer, detail }) => {
      const suffix = suffixes[Number(pointer.split("/")[2] ?? Number.NaN)];
      return suffix === undefined ? detail : `${suffix} ${detail}`;
    });
  return wrong.length === 0 ? undefined : `${wrong.join(". ")}.`;
}

/** Whether all that is wrong stands at a field. */
export function standsAtFields({ fields }: ApiError): boolean {
  return fields.length > 0 && fields.every(({ pointer }) => /^\/(name|dnsSuffixes|quotas)/.test(pointer));
}
