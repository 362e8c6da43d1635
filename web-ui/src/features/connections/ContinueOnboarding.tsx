import { useQuery } from "@tanstack/react-query";
import { onboardingQuery } from "../../api/onboarding";
import type { Connection } from "../../api/schema";
import { paths } from "../../paths";
import { LinkButton } from "../../ui/LinkButton";

interface ContinueOnboardingProps {
  tenantId: string;
  connection: Connection;
}

/** Shown for as long as there is something to do before the first validated mapping. */
export function ContinueOnboarding({ tenantId, connection: { id, phase } }: ContinueOnboardingProps) {
  const going = phase === "DELETING" || phase === "DELETED";
  // What is not available yet cannot be done, and need not be asked.
  const asked = phase === "AVAILABLE" || phase === "DEGRADED";
  const { data } = useQuery({ ...onboardingQuery(tenantId, id), enabled: asked });
  if (going || (asked && data?.done !== false)) {
    return null;
  }
  return <LinkButton to={paths.onboarding(tenantId, id)}>Continue onboarding</LinkButton>;
}
