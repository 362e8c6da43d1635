import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AuditEntry } from "../../api/schema";
import { CopyableId } from "../../ui/CopyableId";
import { RouterLink } from "../../ui/RouterLink";
import { actionName } from "./actions";
import { At } from "./At";
import { Changes } from "./Changes";
import { Outcome } from "./Outcome";
import { nameOf, pathOf } from "./subject";
import { Who } from "./Who";

interface EntryDetailsProps {
  entry: AuditEntry;
  /** What the operator calls the tenant; undefined where there is only one. */
  tenantName: string | undefined;
  newer: AuditEntry | undefined;
  older: AuditEntry | undefined;
  onOpen: (entry: AuditEntry) => void;
  onOnly: (condition: { actor: string } | { resourceId: string }) => void;
  onClose: () => void;
}

export function EntryDetails(props: EntryDetailsProps) {
  const { entry, newer, older, onOpen, onOnly, onClose } = props;
  const step = (to: AuditEntry | undefined, text: string, none: string) => (
    <Button
      disabled={to === undefined}
      {...(to === undefined && { disabledReason: none })}
      onClick={() => {
        if (to !== undefined) {
          onOpen(to);
        }
      }}
    >
      {text}
    </Button>
  );
  return (
    <Modal
      visible
      size="large"
      header={actionName(entry.action)}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {step(newer, "Newer", "It is the newest on this page.")}
            {step(older, "Older", "It is the oldest on this page.")}
            <Button variant="primary" onClick={onClose}>
              Close
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        <KeyValuePairs columns={2} items={facts(props)} />
        <SpaceBetween direction="horizontal" size="xs">
          <Button iconName="filter" onClick={() => onOnly({ actor: entry.actor.id })}>
            Only what this actor did
          </Button>
          {entry.resourceId !== null && (
            <Button iconName="filter" onClick={() => onOnly({ resourceId: entry.resourceId ?? "" })}>
              Only this resource
            </Button>
          )}
        </SpaceBetween>
        <div>
          <Header variant="h3">What changed</Header>
          <Changes entry={entry} />
        </div>
      </SpaceBetween>
    </Modal>
  );
}

function facts({ entry, tenantName }: EntryDetailsProps) {
  const unless = (value: string | null, what: string) =>
    value === null ? "Not told" : <CopyableId id={value} what={what} />;
  return [
    { label: "When", value: <At time={entry.occurredAt} /> },
    { label: "Outcome", value: <Outcome {...entry} /> },
    { label: "Who", value: <Who actor={entry.actor} /> },
    { label: "Actor", value: <CopyableId id={entry.actor.id} what="actor’s id" /> },
    { label: "On what", value: <Resource entry={entry} /> },
    ...(tenantName === undefined ? [] : [{ label: "Tenant", value: tenantName }]),
    { label: "Action", value: <CopyableId id={entry.action} what="action" /> },
    ...(entry.request === null
      ? [{ label: "Request", value: "None: Postern did it by itself" }]
      : [
          { label: "Request", value: <Box variant="code">{entry.request}</Box> },
          { label: "Request id", value: unless(entry.requestId, "request id") },
          { label: "From address", value: unless(entry.clientAddress, "address") },
          { label: "Program", value: entry.userAgent ?? "Not told" },
        ]),
    { label: "Entry", value: <CopyableId id={entry.id} what="entry’s id" /> },
  ];
}

function Resource({ entry }: { entry: AuditEntry }) {
  const to = pathOf(entry);
  const name = nameOf(entry);
  if (entry.resourceId === null) {
    return <>{name ?? "No resource"}</>;
  }
  return (
    <>
      <CopyableId id={entry.resourceId} what="resource’s id" />
      <div>
        {name}
        {to !== null && (
          <>
            {name !== undefined && " · "}
            <RouterLink to={to}>Show it, if it is still there</RouterLink>
          </>
        )}
      </div>
    </>
  );
}
