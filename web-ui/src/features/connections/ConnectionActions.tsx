import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useNavigate } from "react-router";
import { type Change, useChangeConnection } from "../../api/connections";
import type { ConnectionAction } from "../../api/enums";
import { isOperator, mayChange, useMe } from "../../api/me";
import type { Connection } from "../../api/schema";
import { reasonName } from "../../api/words";
import { paths } from "../../paths";
import { notify } from "../../ui/notices";
import { ConfirmDelete } from "../../ui/ConfirmDelete";
import { ApproveHostKey } from "./ApproveHostKey";
import { EditConnection } from "./EditConnection";
import { RotateKeys } from "./RotateKeys";
import { RetryFailed } from "./RetryFailed";
import { WaiveClaim } from "./WaiveClaim";

type Asked = "APPROVE_HOST_KEY" | "ROTATE_KEYS" | "EDIT" | "WAIVE_CLAIM" | "DELETE";

/** What can be done to a connection. The service says what can be done now; the rest is shown with the reason why not. */
export function ConnectionActions({ tenantId, connection }: { tenantId: string; connection: Connection }) {
  const me = useMe();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const change = useChangeConnection(tenantId, connection, (done) => {
    setAsked(null);
    notify(said(done, connection.name));
    if (done.do === "DELETE") {
      void navigate(paths.connections(tenantId));
    }
  });
  /** What came of the question before is of no interest any more. */
  const ask = (what: Asked | null) => {
    change.reset();
    setAsked(what);
  };
  const whyNot = (action: ConnectionAction): string | undefined => {
    if (!mayChange(me)) {
      return "Your role may look at connections, but not change them.";
    }
    return connection.allowedActions.includes(action)
      ? undefined
      : `Not possible as the connection is now: ${reasonName(connection.reason)}.`;
  };
  const button = (action: ConnectionAction) => {
    const reason = whyNot(action);
    return { disabled: reason !== undefined, ...(reason !== undefined && { disabledReason: reason }) };
  };
  // The operator's own: no answer of the API tells of it but that the connection is there.
  const waiver = button("RENAME");
  const dialog = {
    pending: change.isPending,
    error: change.error,
    onChange: (wanted: Change) => change.mutate(wanted),
    onCancel: () => ask(null),
  };
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        {asked === null && change.error !== null && (
          <RetryFailed error={change.error} onDismiss={() => change.reset()} />
        )}
        {connection.kind === "SSH_BASTION" && connection.allowedActions.includes("APPROVE_HOST_KEY") && (
          <Button variant="primary" {...button("APPROVE_HOST_KEY")} onClick={() => ask("APPROVE_HOST_KEY")}>
            Approve host key
          </Button>
        )}
        <Button
          iconName="refresh"
          loading={asked === null && change.isPending}
          {...button("RETRY")}
          onClick={() => change.mutate({ do: "RETRY" })}
        >
          Try again
        </Button>
        <ButtonDropdown
          items={[
            { id: "EDIT", text: "Edit", ...button("RENAME") },
            ...(connection.kind === "SSH_BASTION"
              ? [{ id: "ROTATE_KEYS", text: "Rotate keys", ...button("ROTATE_KEYS") }]
              : []),
            ...(connection.kind === "AWS_PRIVATELINK" && isOperator(me)
              ? [{ id: "WAIVE_CLAIM", text: "Let it share a service", ...waiver }]
              : []),
            { id: "DELETE", text: "Delete", ...button("DELETE") },
          ]}
          onItemClick={({ detail }) => ask(detail.id as Asked)}
        >
          Actions
        </ButtonDropdown>
      </SpaceBetween>
      {asked === "APPROVE_HOST_KEY" && connection.kind === "SSH_BASTION" && (
        <ApproveHostKey connection={connection} {...dialog} />
      )}
      {asked === "ROTATE_KEYS" && <RotateKeys {...dialog} />}
      {asked === "EDIT" && <EditConnection connection={connection} {...dialog} />}
      {asked === "WAIVE_CLAIM" && connection.kind === "AWS_PRIVATELINK" && (
        <WaiveClaim connection={connection} {...dialog} />
      )}
      {asked === "DELETE" && (
        <ConfirmDelete
          what="connection"
          name={connection.name}
          pending={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate({ do: "DELETE" })}
          onCancel={() => ask(null)}
        >
          Clients that go through this connection lose their way to the brokers at once. What Postern made for
          it is taken down, and cannot be brought back.
        </ConfirmDelete>
      )}
    </>
  );
}

function said(change: Change, name: string): string {
  switch (change.do) {
    case "RETRY":
      return `Postern tries again to make ${name} available.`;
    case "APPROVE_HOST_KEY":
      return `The host key of ${name} is approved. Postern connects.`;
    case "ROTATE_KEYS":
      return `The keys of ${name} are rotated. Install the new lines for authorized_keys.`;
    case "EDIT":
      return `${name} is changed.`;
    case "WAIVE_CLAIM":
      return `${name} may use ${change.serviceName} now. Name that service if it is not named yet.`;
    case "DELETE":
      return `${name} is being deleted.`;
  }
}
