import Button from "@cloudscape-design/components/button";
import { useHref, useNavigate } from "react-router";
import { mayChange, useMe } from "../../api/me";
import { paths } from "../../paths";
import { ONLY_LOOKS } from "./permission";

export function NewClusterButton({ tenantId }: { tenantId: string }) {
  const me = useMe();
  const navigate = useNavigate();
  const to = paths.clusterNew(tenantId);
  const href = useHref(to);
  if (!mayChange(me)) {
    return (
      <Button disabled disabledReason={ONLY_LOOKS}>
        Create a cluster
      </Button>
    );
  }
  return (
    <Button
      href={href}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(to);
      }}
    >
      Create a cluster
    </Button>
  );
}
