import Link, { type LinkProps } from "@cloudscape-design/components/link";
import { useHref, useNavigate } from "react-router";

interface RouterLinkProps extends Omit<LinkProps, "href" | "onFollow"> {
  /** Of `paths`. */
  to: string;
}

/** A link to a page of the console: goes there without loading it anew, and opens in a new tab as links do. */
export function RouterLink({ to, ...props }: RouterLinkProps) {
  const href = useHref(to);
  const navigate = useNavigate();
  return (
    <Link
      {...props}
      href={href}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(to);
      }}
    />
  );
}
