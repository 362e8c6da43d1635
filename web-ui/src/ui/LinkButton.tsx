import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import { useHref, useNavigate } from "react-router";

interface LinkButtonProps extends Pick<ButtonProps, "variant" | "iconName" | "ariaLabel" | "children"> {
  /** Of `paths`. */
  to: string;
  /** Why one cannot go there. */
  blocked?: string | undefined;
}

/** A link to a page of the console that looks like a button. */
export function LinkButton({ to, blocked, ...props }: LinkButtonProps) {
  const href = useHref(to);
  const navigate = useNavigate();
  if (blocked !== undefined) {
    return <Button {...props} formAction="none" disabled disabledReason={blocked} />;
  }
  return (
    <Button
      {...props}
      href={href}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(to);
      }}
    />
  );
}
