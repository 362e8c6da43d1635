import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import { useMe } from "../../api/me";
import type { Token } from "../../api/schema";
import { Dialog } from "../../ui/Dialog";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { notify } from "../../ui/notices";
import { type Owner, useRevokeToken } from "./queries";

interface RevokeTokenProps {
  owner: Owner;
  token: Token;
  onClose: () => void;
}

export function RevokeToken({ owner, token, onClose }: RevokeTokenProps) {
  const own = useMe().tokenId === token.id;
  const revoke = useRevokeToken(owner, ({ name }) => {
    notify(`The token ${name} is revoked.`);
    onClose();
  });
  return (
    <Dialog
      title={`Revoke the token ${token.name}?`}
      confirm={own ? "Revoke and sign me out" : "Revoke"}
      pending={revoke.isPending}
      onConfirm={() => revoke.mutate(token)}
      onCancel={onClose}
    >
      {own && (
        <Alert type="warning" header="This is the token you are signed in with">
          You are signed out at once, and need another token to come back.
        </Alert>
      )}
      <Box variant="p">
        Whatever uses it is refused from now on, on every replica, and so are people who signed in with it.
        This cannot be undone.
      </Box>
      {token.role === "OPERATOR_ADMIN" && (
        <Box variant="p">
          It is an administrator’s: make sure that another one is left, since only an administrator can create
          tokens of the operator.
        </Box>
      )}
      {revoke.error !== null && <ErrorAlert error={revoke.error} />}
    </Dialog>
  );
}
