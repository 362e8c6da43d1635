import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useQuery } from "@tanstack/react-query";
import type { BastionConnection, BastionKey, HostKey } from "../../api/schema";
import { kindName } from "../../api/words";
import { CommandBlock } from "../../ui/CommandBlock";
import { CopyableId } from "../../ui/CopyableId";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { Loading } from "../../ui/Loading";
import { TimeAgo } from "../../ui/TimeAgo";
import { authorizedKeysQuery } from "./queries";

export function BastionDetails({
  tenantId,
  connection,
}: {
  tenantId: string;
  connection: BastionConnection;
}) {
  const { host, port, user, hostKey, keys } = connection;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Details</Header>}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: "Id", value: <CopyableId id={connection.id} what="connection's id" /> },
            { label: "Kind", value: kindName(connection.kind) },
            {
              label: "Bastion",
              value: <CopyableId id={`${user}@${host}:${port}`} what="bastion's address" />,
            },
            {
              label: "Host key",
              value: hostKey === null ? "None shown yet" : <HostKeyStatus hostKey={hostKey} />,
            },
            { label: "Made", value: <TimeAgo at={connection.createdAt} /> },
          ]}
        />
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description="Both are offered at every log-in, so that a rotation interrupts nothing."
          >
            Our public keys
          </Header>
        }
      >
        <KeyValuePairs
          columns={1}
          items={keys.map((key, index) => ({
            label: `Key ${key.number}`,
            value: <PublicKey bastionKey={key} line={connection.publicKeys[index]} />,
          }))}
        />
      </Container>
      <AuthorizedKeys tenantId={tenantId} connectionId={connection.id} />
    </SpaceBetween>
  );
}

function HostKeyStatus({ hostKey }: { hostKey: HostKey }) {
  return (
    <>
      <CopyableId id={hostKey.fingerprint} what="host key's fingerprint" />
      <div>{status(hostKey)}</div>
    </>
  );
}

function status({ status }: HostKey) {
  switch (status) {
    case "TRUSTED":
      return <StatusIndicator type="success">Trusted</StatusIndicator>;
    case "PENDING":
      return <StatusIndicator type="warning">Nobody has approved it yet</StatusIndicator>;
    case "CHANGED":
      return <StatusIndicator type="error">Another one than was approved</StatusIndicator>;
  }
}

function PublicKey({ bastionKey, line }: { bastionKey: BastionKey; line: string | undefined }) {
  return (
    <SpaceBetween size="xxs">
      <CopyableId id={bastionKey.fingerprint} what={`fingerprint of key ${bastionKey.number}`} />
      {bastionKey.acceptedAt === null ? (
        <StatusIndicator type="pending">Never let in yet</StatusIndicator>
      ) : (
        <StatusIndicator type="success">
          Last let in <TimeAgo at={bastionKey.acceptedAt} />
        </StatusIndicator>
      )}
      {line !== undefined && <CommandBlock text={line} what={`public key ${bastionKey.number}`} />}
    </SpaceBetween>
  );
}

function AuthorizedKeys({ tenantId, connectionId }: { tenantId: string; connectionId: string }) {
  const { data, error, refetch } = useQuery(authorizedKeysQuery(tenantId, connectionId));
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="They permit connections to the brokers known, and nothing else. A new broker makes new lines."
        >
          Lines for authorized_keys
        </Header>
      }
    >
      {data !== undefined ? (
        <CommandBlock text={data} what="authorized_keys lines" />
      ) : error === null ? (
        <Loading />
      ) : error.status === 409 ? (
        <Box color="text-body-secondary">{error.detail}</Box>
      ) : (
        <ErrorAlert error={error} onRetry={() => void refetch()} />
      )}
    </Container>
  );
}
