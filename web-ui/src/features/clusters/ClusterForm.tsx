import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useNavigate } from "react-router";
import type { ApiError } from "../../api/errors";
import { mayChange, useMe } from "../../api/me";
import type { Connection } from "../../api/schema";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { FormProblem } from "../../ui/FormProblem";
import { useFirstWrong } from "../../ui/useFirstWrong";
import { BootstrapRouteFields } from "./BootstrapRouteFields";
import type { Draft } from "./draft";
import { allAtFields, FIELDS, fieldErrors } from "./fieldErrors";
import { ONLY_LOOKS } from "./permission";
import { useConnectionChoice } from "./queries";
import { RouteFields } from "./RouteFields";
import { SecurityFields } from "./SecurityFields";

interface ClusterFormProps {
  tenantId: string;
  draft: Draft;
  /** What the button says. */
  submit: string;
  pending: boolean;
  error: ApiError | null;
  /** Where "cancel" leads. */
  cancelTo: string;
  /** One that is to be chosen from in any case; of many, only the first are listed. */
  through: Connection | undefined;
  /** Whether there are secrets already, which stay as they are if none are given. */
  secretsKept?: boolean;
  /** Why it cannot be sent yet. */
  blocked?: string | undefined;
  onChange: (part: Partial<Draft>) => void;
  onSubmit: () => void;
}

/** Everything that a cluster is made of. What is wrong with it, the service says, at the field. */
export function ClusterForm(props: ClusterFormProps) {
  const { tenantId, draft, pending, error, through, onChange, onSubmit } = props;
  const navigate = useNavigate();
  const may = mayChange(useMe());
  const form = useFirstWrong(error);
  const connections = useConnectionChoice(tenantId);
  const listed = connections.data?.items ?? [];
  const choice =
    through === undefined || listed.some(({ id }) => id === through.id) ? listed : [through, ...listed];
  const errors = fieldErrors(error);
  const blocked = may ? props.blocked : ONLY_LOOKS;
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked === undefined && !pending) {
          onSubmit();
        }
      }}
    >
      <Form
        errorText={
          error !== null && allAtFields(error)
            ? "Some fields are not right yet: each says what it needs."
            : undefined
        }
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button formAction="none" variant="link" onClick={() => void navigate(props.cancelTo)}>
              Cancel
            </Button>
            <Button
              variant="primary"
              loading={pending}
              disabled={blocked !== undefined}
              {...(blocked !== undefined && { disabledReason: blocked })}
            >
              {props.submit}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <FormProblem error={error} fields={FIELDS} />
          {connections.isError && (
            <ErrorAlert error={connections.error} onRetry={() => void connections.refetch()} />
          )}
          <Container header={<Header variant="h2">Cluster</Header>}>
            <SpaceBetween size="l">
              <FormField label="Name" errorText={errors.at("/name")}>
                <Input
                  value={draft.name}
                  autoComplete={false}
                  onChange={({ detail }) => onChange({ name: detail.value })}
                />
              </FormField>
              <FormField
                label="Bootstrap addresses"
                description="As clients are configured with them: host:port, one a line."
                errorText={errors.below("/bootstrap")}
              >
                <Textarea
                  value={draft.bootstrap}
                  rows={3}
                  spellcheck={false}
                  placeholder={"b-1.kafka.example.internal:9092\nb-2.kafka.example.internal:9092"}
                  onChange={({ detail }) => onChange({ bootstrap: detail.value })}
                />
              </FormField>
            </SpaceBetween>
          </Container>
          <SecurityFields
            security={draft.security}
            errors={errors}
            secretsKept={props.secretsKept ?? false}
            onChange={(security) => onChange({ security })}
          />
          <RouteFields
            routes={draft.routes}
            connections={choice}
            loading={connections.isPending}
            errors={errors}
            onChange={(routes) => onChange({ routes })}
          />
          <BootstrapRouteFields
            route={draft.bootstrapRoute}
            connections={choice}
            errors={errors}
            onChange={(bootstrapRoute) => onChange({ bootstrapRoute })}
          />
        </SpaceBetween>
      </Form>
    </form>
  );
}
