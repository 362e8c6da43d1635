import Button from "@cloudscape-design/components/button";
import { useNavigate } from "react-router";
import { paths } from "../../paths";
import { Dialog } from "../../ui/Dialog";
import { ErrorAlert } from "../../ui/ErrorAlert";
import { useStartValidation } from "./validationQueries";

/** Starts a run, and goes where it can be followed. */
export function StartValidation({ tenantId, clusterId }: { tenantId: string; clusterId: string }) {
  const navigate = useNavigate();
  const start = useStartValidation(
    tenantId,
    clusterId,
    ({ id }) => void navigate(paths.validation(tenantId, clusterId, id)),
  );
  return (
    <>
      <Button variant="primary" loading={start.isPending} onClick={() => start.mutate()}>
        Validate now
      </Button>
      {start.error !== null && (
        <Dialog
          title="The validation did not start"
          confirm="Close"
          onConfirm={() => start.reset()}
          onCancel={() => start.reset()}
        >
          <ErrorAlert error={start.error} />
        </Dialog>
      )}
    </>
  );
}
