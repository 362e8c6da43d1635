import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import type { TableProps } from "@cloudscape-design/components/table";
import type { AuditEntry } from "../../api/schema";
import { paths } from "../../paths";
import { RouterLink } from "../../ui/RouterLink";
import { actionName } from "./actions";
import "./audit.css";
import { At } from "./At";
import { Outcome } from "./Outcome";
import { nameOf } from "./subject";
import { actorName, Who } from "./Who";

type Column = TableProps.ColumnDefinition<AuditEntry>;

interface ColumnsOptions {
  onOpen: (entry: AuditEntry) => void;
  /** The operator's: the tenants' names by their ids. */
  tenantNames?: ReadonlyMap<string, string>;
}

export function auditColumns({ onOpen, tenantNames }: ColumnsOptions): Column[] {
  const tenant: Column = {
    id: "tenant",
    header: "Tenant",
    cell: ({ tenantId }) =>
      tenantId === null ? (
        <Box color="text-body-secondary">The operator’s own</Box>
      ) : (
        <Tenant id={tenantId} name={tenantNames?.get(tenantId)} />
      ),
    minWidth: 135,
  };
  return [
    { id: "when", header: "When", cell: ({ occurredAt }) => <At time={occurredAt} />, minWidth: 160 },
    {
      id: "what",
      header: "What",
      isRowHeader: true,
      cell: (entry) => (
        <Link
          href="#"
          ariaLabel={`${actionName(entry.action)} by ${actorName(entry.actor)}: show the details`}
          onFollow={(event) => {
            event.preventDefault();
            onOpen(entry);
          }}
        >
          {actionName(entry.action)}
        </Link>
      ),
      minWidth: 155,
    },
    { id: "who", header: "Who", cell: ({ actor }) => <Who actor={actor} />, minWidth: 140 },
    {
      id: "resource",
      header: "On what",
      cell: (entry) => (
        <>
          {nameOf(entry)}
          <Box variant="small" display="block">
            <span className="audit-id">{entry.resourceId ?? entry.request}</span>
          </Box>
        </>
      ),
      minWidth: 225,
    },
    ...(tenantNames === undefined ? [] : [tenant]),
    { id: "outcome", header: "Outcome", cell: (entry) => <Outcome {...entry} />, minWidth: 118 },
  ];
}

/** The log remembers tenants that are gone. */
function Tenant({ id, name }: { id: string; name: string | undefined }) {
  return name === undefined ? (
    <Box variant="small">
      <span className="audit-id">{id}</span>
    </Box>
  ) : (
    <RouterLink to={paths.tenant(id)}>{name}</RouterLink>
  );
}
