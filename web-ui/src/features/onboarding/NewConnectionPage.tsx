import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tiles from "@cloudscape-design/components/tiles";
import { useState } from "react";
import { useNavigate } from "react-router";
import { KINDS } from "../../api/enums";
import { mayChange, useMe } from "../../api/me";
import { useTenantName } from "../../api/overview";
import { kindName } from "../../api/words";
import { paths } from "../../paths";
import { FormProblem } from "../../ui/FormProblem";
import { Page } from "../../ui/Page";
import { useFirstWrong } from "../../ui/useFirstWrong";
import { useTenantId } from "../../ui/useIds";
import { BastionFields } from "./BastionFields";
import { type ConnectionDraft, connectionOf, EMPTY_CONNECTION } from "./connectionDraft";
import { PrivateLinkFields } from "./PrivateLinkFields";
import { useCreateConnection } from "./queries";
import { kindSentence } from "./words";

const FIELDS =
  /^\/(name|availabilityZones(\/\d+)?|serviceName|serviceRegion|dns(\/\w+)?|host|port|user|hostKey)$/;

/** Where the way from nothing begins: all later steps are on the connection's onboarding page. */
export function Component() {
  const tenantId = useTenantId();
  const navigate = useNavigate();
  const may = mayChange(useMe());
  const [draft, setDraft] = useState(EMPTY_CONNECTION);
  const create = useCreateConnection(tenantId, ({ id }) => void navigate(paths.onboarding(tenantId, id)));
  const form = useFirstWrong(create.error);
  const change = (part: Partial<ConnectionDraft>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <Page
      title="Make a connection"
      description="A private path that Kafka clients take into your network. What comes after it is shown step by step."
      above={[
        { text: useTenantName(tenantId), to: paths.tenant(tenantId) },
        { text: "Connections", to: paths.connections(tenantId) },
      ]}
    >
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (may && !create.isPending) {
            create.mutate(connectionOf(draft));
          }
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                variant="link"
                formAction="none"
                onClick={() => void navigate(paths.connections(tenantId))}
              >
                Cancel
              </Button>
              <Button
                variant="primary"
                loading={create.isPending}
                disabled={!may}
                {...(!may && { disabledReason: "Your role may look at connections, but not make them." })}
              >
                Make the connection
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <FormProblem error={create.error} fields={FIELDS} />
            <Container header={<Header variant="h2">Connection</Header>}>
              <SpaceBetween size="l">
                <FormField label="Kind" stretch>
                  <Tiles
                    value={draft.kind}
                    items={KINDS.map((kind) => ({
                      value: kind,
                      label: kindName(kind),
                      description: kindSentence(kind),
                    }))}
                    onChange={({ detail }) => {
                      create.reset();
                      change({ kind: KINDS.find((kind) => kind === detail.value) ?? draft.kind });
                    }}
                  />
                </FormField>
                <FormField
                  label="Name"
                  description="What your people call it."
                  errorText={create.error?.field("/name")}
                >
                  <Input
                    value={draft.name}
                    placeholder={draft.kind === "SSH_BASTION" ? "acme-bastion" : "acme-kafka"}
                    autoComplete={false}
                    spellcheck={false}
                    onChange={({ detail }) => change({ name: detail.value })}
                  />
                </FormField>
              </SpaceBetween>
            </Container>
            {draft.kind === "AWS_PRIVATELINK" ? (
              <PrivateLinkFields
                privateLink={draft.privateLink}
                error={create.error}
                onChange={(privateLink) => change({ privateLink })}
              />
            ) : (
              <BastionFields
                bastion={draft.bastion}
                error={create.error}
                onChange={(bastion) => change({ bastion })}
              />
            )}
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
