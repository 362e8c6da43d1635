import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";

interface DialogProps {
  title: string;
  /** What the button says that goes on. */
  confirm: string;
  pending?: boolean;
  /** Why one cannot go on yet. */
  blocked?: string | undefined;
  onConfirm: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** A question before something is done. Enter goes on, Escape does not. For what cannot be undone see ConfirmDelete. */
export function Dialog({
  title,
  confirm,
  pending = false,
  blocked,
  onConfirm,
  onCancel,
  children,
}: DialogProps) {
  return (
    <Modal
      visible
      onDismiss={onCancel}
      header={title}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {onConfirm !== onCancel && (
              <Button variant="link" onClick={onCancel}>
                Cancel
              </Button>
            )}
            <Button
              variant="primary"
              loading={pending}
              disabled={blocked !== undefined}
              {...(blocked !== undefined && { disabledReason: blocked })}
              onClick={onConfirm}
            >
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!pending && blocked === undefined) {
            onConfirm();
          }
        }}
      >
        <SpaceBetween size="m">{children}</SpaceBetween>
        {/* Enter in a field sends a form only if it has a button. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      </form>
    </Modal>
  );
}
