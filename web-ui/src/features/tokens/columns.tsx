import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import { roleName } from "../../api/me";
import type { Token } from "../../api/schema";
import { CopyableId } from "../../ui/CopyableId";
import { TimeAgo, useNow } from "../../ui/TimeAgo";
import { stateName, type TokenState, tokenState } from "./state";

interface ColumnsOptions {
  /** The token that the caller is signed in with. */
  ownId: string | null;
  /** Why nothing can be revoked. */
  refusal: string | undefined;
  onRevoke: (token: Token) => void;
}

export function tokenColumns({
  ownId,
  refusal,
  onRevoke,
}: ColumnsOptions): TableProps.ColumnDefinition<Token>[] {
  return [
    {
      id: "name",
      header: "Name",
      isRowHeader: true,
      cell: ({ id, name }) => (
        <>
          {name} {id === ownId && <Badge color="blue">You are signed in with it</Badge>}
          <Box variant="small" display="block">
            <CopyableId id={id} what={`id of ${name}`} />
          </Box>
        </>
      ),
      minWidth: 265,
    },
    { id: "role", header: "Role", cell: ({ role }) => roleName(role), minWidth: 150 },
    { id: "state", header: "State", cell: (token) => <State token={token} />, minWidth: 130 },
    {
      id: "expires",
      header: "Expires",
      cell: ({ expiresAt }) =>
        expiresAt === null ? (
          <Box color="text-body-secondary">When it is revoked</Box>
        ) : (
          <TimeAgo at={expiresAt} />
        ),
      minWidth: 150,
    },
    { id: "created", header: "Created", cell: ({ createdAt }) => <TimeAgo at={createdAt} />, minWidth: 120 },
    {
      id: "actions",
      header: "Actions",
      cell: (token) => (
        <Button
          variant="inline-link"
          ariaLabel={`Revoke ${token.name}`}
          disabled={refusal !== undefined}
          {...(refusal !== undefined && { disabledReason: refusal })}
          onClick={() => onRevoke(token)}
        >
          Revoke
        </Button>
      ),
      minWidth: 90,
    },
  ];
}

function State({ token }: { token: Token }) {
  const state = tokenState(token, useNow());
  return (
    <StatusIndicator type={status(state)} wrapText={false}>
      {stateName(state)}
    </StatusIndicator>
  );
}

function status(state: TokenState): StatusIndicatorProps.Type {
  switch (state) {
    case "USABLE":
      return "success";
    case "EXPIRES_SOON":
      return "warning";
    case "EXPIRED":
      return "stopped";
  }
}
