import { mayChange, useMe } from "../api/me";
import { paths } from "../paths";
import { LinkButton } from "./LinkButton";

/** Where the way from nothing to a validated mapping begins. */
export function MakeConnection({ tenantId, variant }: { tenantId: string; variant?: "primary" | "normal" }) {
  return (
    <LinkButton
      to={paths.connectionNew(tenantId)}
      variant={variant ?? "normal"}
      blocked={mayChange(useMe()) ? undefined : "Your role may look at connections, but not make them."}
    >
      Make a connection
    </LinkButton>
  );
}
