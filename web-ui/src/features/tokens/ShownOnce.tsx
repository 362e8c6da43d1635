import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import { useState } from "react";
import { roleName } from "../../api/me";
import type { TokenCreated } from "../../api/schema";
import { CommandBlock } from "../../ui/CommandBlock";
import { Dialog } from "../../ui/Dialog";

interface ShownOnceProps {
  token: TokenCreated;
  onClose: () => void;
}

/** The only time that anybody sees the secret: it closes when somebody says that they have it, and not by accident. */
export function ShownOnce({ token, onClose }: ShownOnceProps) {
  const [kept, setKept] = useState(false);
  const close = () => {
    if (kept) {
      onClose();
    }
  };
  return (
    <Dialog
      title={`The token ${token.name} is there`}
      confirm="Close"
      blocked={kept ? undefined : "Tick that you have copied the token first."}
      onConfirm={close}
      onCancel={close}
    >
      <Alert type="warning" header="This is shown once">
        Copy the token now and keep it as you keep a password. Postern does not know it afterwards, and nobody
        can read it again: if it is lost, revoke it and create another.
      </Alert>
      <CommandBlock text={token.secret} what="token" />
      <Box variant="p" color="text-body-secondary">
        Role: {roleName(token.role)}. Programs send it as <Box variant="code">Authorization: Bearer …</Box>.
      </Box>
      <Checkbox checked={kept} onChange={({ detail }) => setKept(detail.checked)}>
        I have copied the token to a safe place
      </Checkbox>
    </Dialog>
  );
}
