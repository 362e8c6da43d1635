import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { connectionQuery } from "../../api/connections";
import { idempotencyKey } from "../../api/client";
import { mayChange, useMe } from "../../api/me";
import type { Connection } from "../../api/schema";
import { paths } from "../../paths";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { notify } from "../../ui/notices";
import { Page } from "../../ui/Page";
import { useFilter } from "../../ui/useFilter";
import { useFirstWrong } from "../../ui/useFirstWrong";
import { useTenantId } from "../../ui/useIds";
import { BootstrapRouteFields } from "./BootstrapRouteFields";
import { clusterOf, type Draft, emptyDraft } from "./draft";
import { allAtFields, fieldErrors } from "./fieldErrors";
import { ONLY_LOOKS } from "./permission";
import { useConnectionChoice, useCreateCluster } from "./queries";
import { RouteFields } from "./RouteFields";
import { SecurityFields } from "./SecurityFields";

/** Everything that a cluster is made of. What is wrong with it, the service says, at the field. */
export function Component() {
  const tenantId = useTenantId();
  const [connectionId] = useFilter("connectionId");
  const through = useQuery({
    ...connectionQuery(tenantId, connectionId ?? ""),
    enabled: connectionId !== undefined,
  });
  if (through.isError) {
    return (
      <Page title="Create a cluster">
        <ErrorAlert error={through.error} onRetry={() => void through.refetch()} />
      </Page>
    );
  }
  return connectionId !== undefined && through.data === undefined ? (
    <Page title="Create a cluster">
      <Loading what="the connection" />
    </Page>
  ) : (
    <NewCluster tenantId={tenantId} through={through.data} />
  );
}

/** @param through the connection whose onboarding it is for, which goes on afterwards */
function NewCluster({ tenantId, through }: { tenantId: string; through: Connection | undefined }) {
  const navigate = useNavigate();
  const may = mayChange(useMe());
  const connections = useConnectionChoice(tenantId);
  const [{ draft, key }, setState] = useState(() => ({ draft: emptyDraft(through), key: idempotencyKey() }));
  const create = useCreateCluster(tenantId, ({ id, name }) => {
    notify(`${name} is made. Postern asks it for its brokers.`);
    void navigate(
      through === undefined ? paths.cluster(tenantId, id) : paths.onboarding(tenantId, through.id),
    );
  });
  const form = useFirstWrong(create.error);
  // Whatever is sent anew after a change is another creation.
  const change = (part: Partial<Draft>) =>
    setState((before) => ({ draft: { ...before.draft, ...part }, key: idempotencyKey() }));
  const errors = fieldErrors(create.error);
  const atFields = create.error !== null && allAtFields(create.error);
  const listed = connections.data?.items ?? [];
  // It may be among those that a long list leaves out.
  const choice =
    through === undefined || listed.some(({ id }) => id === through.id) ? listed : [through, ...listed];
  return (
    <Page
      title="Create a cluster"
      description="Postern asks the cluster for its brokers, maps each to the way that a route gives it, and sees who answers there."
      above={[
        { text: "Overview", to: paths.tenant(tenantId) },
        through === undefined
          ? { text: "Clusters", to: paths.clusters(tenantId) }
          : { text: `Onboarding of ${through.name}`, to: paths.onboarding(tenantId, through.id) },
      ]}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (may && !create.isPending) {
            create.mutate({ cluster: clusterOf(draft), key });
          }
        }}
      >
        <Form
          errorText={atFields ? "Some fields are not right yet: each says what it needs." : undefined}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                formAction="none"
                variant="link"
                onClick={() =>
                  void navigate(
                    through === undefined ? paths.clusters(tenantId) : paths.onboarding(tenantId, through.id),
                  )
                }
              >
                Cancel
              </Button>
              <Button
                variant="primary"
                loading={create.isPending}
                disabled={!may}
                {...(!may && { disabledReason: ONLY_LOOKS })}
              >
                Create the cluster
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            {create.error !== null && !atFields && (
              <div role="alert" tabIndex={-1} data-problem="">
                <ErrorAlert error={create.error} />
              </div>
            )}
            {connections.isError && (
              <ErrorAlert error={connections.error} onRetry={() => void connections.refetch()} />
            )}
            <Container header={<Header variant="h2">Cluster</Header>}>
              <SpaceBetween size="l">
                <FormField label="Name" errorText={errors.at("/name")}>
                  <Input
                    value={draft.name}
                    autoComplete={false}
                    onChange={({ detail }) => change({ name: detail.value })}
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
                    onChange={({ detail }) => change({ bootstrap: detail.value })}
                  />
                </FormField>
              </SpaceBetween>
            </Container>
            <SecurityFields
              security={draft.security}
              errors={errors}
              onChange={(security) => change({ security })}
            />
            <RouteFields
              routes={draft.routes}
              connections={choice}
              loading={connections.isPending}
              errors={errors}
              onChange={(routes) => change({ routes })}
            />
            <BootstrapRouteFields
              route={draft.bootstrapRoute}
              connections={choice}
              errors={errors}
              onChange={(bootstrapRoute) => change({ bootstrapRoute })}
            />
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
