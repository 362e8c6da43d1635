import Box from "@cloudscape-design/components/box";
import { roleName } from "../../api/me";
import type { AuditActor, Me } from "../../api/schema";

const OURS: Readonly<Record<string, string>> = {
  postern: "Postern",
  reconciler: "Postern (reconciler)",
  several: "Several callers",
};

export function actorName({ id, name }: AuditActor): string {
  return name ?? OURS[id] ?? id;
}

export function Who({ actor }: { actor: AuditActor }) {
  return (
    <>
      {actorName(actor)}
      {actor.role !== null && (
        <Box variant="small" display="block">
          {roleName(actor.role as Me["role"])}
        </Box>
      )}
    </>
  );
}
