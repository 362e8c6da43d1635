import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { BastionConnection, HostKey } from "../api/schema";
import { CommandBlock } from "./CommandBlock";
import { CopyableId } from "./CopyableId";

interface HostKeyComparisonProps {
  connection: BastionConnection;
  hostKey: HostKey;
  compared: boolean;
  onCompared: (compared: boolean) => void;
}

/** What a bastion shows, and how to see on the bastion itself whether that is right. */
export function HostKeyComparison({ connection, hostKey, compared, onCompared }: HostKeyComparisonProps) {
  return (
    <SpaceBetween size="m">
      {hostKey.status === "CHANGED" && (
        <Alert type="warning">
          This is another key than was approved. Somebody may be answering in the bastion&apos;s place:
          approve it only if you know why it has changed.
        </Alert>
      )}
      <FormField label={`What ${connection.host} shows`}>
        <CopyableId id={hostKey.fingerprint} what="fingerprint" />
      </FormField>
      {connection.nextAction?.command != null && (
        <div>
          <Box variant="p">On the bastion itself, this command prints what it should be:</Box>
          <CommandBlock text={connection.nextAction.command} what="command" />
        </div>
      )}
      <Checkbox checked={compared} onChange={({ detail }) => onCompared(detail.checked)}>
        I have compared the fingerprint on the bastion itself
      </Checkbox>
    </SpaceBetween>
  );
}
