import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import type { useChangeConnection } from "../../api/connections";
import { mayChange, useMe } from "../../api/me";
import { FormProblem } from "../../ui/FormProblem";
import { useFirstWrong } from "../../ui/useFirstWrong";
import { ONLY_LOOKS } from "./permission";

interface StepFormProps {
  change: ReturnType<typeof useChangeConnection>;
  /** Pointers of the fields that say themselves what is wrong with them. */
  fields: RegExp;
  /** What the button says. */
  submit: string;
  /** Whether this is what the step is about. */
  primary?: boolean;
  /** Why it cannot be done yet. */
  blocked?: string | undefined;
  onSubmit: () => void;
  children: ReactNode;
}

/** A change of the connection that a step asks for. What is refused is said at the field, and the keyboard led there. */
export function StepForm(props: StepFormProps) {
  const { change, fields, submit, primary = false, onSubmit, children } = props;
  const may = mayChange(useMe());
  const form = useFirstWrong(change.error);
  const blocked = may ? props.blocked : ONLY_LOOKS;
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        if (blocked === undefined && !change.isPending) {
          onSubmit();
        }
      }}
    >
      <SpaceBetween size="m">
        <FormProblem error={change.error} fields={fields} />
        {children}
        <Button
          variant={primary ? "primary" : "normal"}
          loading={change.isPending}
          disabled={blocked !== undefined}
          {...(blocked !== undefined && { disabledReason: blocked })}
        >
          {submit}
        </Button>
      </SpaceBetween>
    </form>
  );
}
