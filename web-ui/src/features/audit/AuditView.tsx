import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { PagedTable, usePageNumber } from "../../ui/PagedTable";
import { TableHeader } from "../../ui/TableHeader";
import { AuditFilters } from "./AuditFilters";
import { auditColumns } from "./columns";
import { EntryDetails } from "./EntryDetails";
import { conditionsOf, useAuditFilter } from "./filter";
import { isTooMuch, useAuditQuery } from "./queries";
import { TooMuch } from "./TooMuch";

interface AuditViewProps {
  /** Whose; null for that of all tenants and of the operator. */
  tenantId: string | null;
  /** The operator's: the tenants' names by their ids. */
  tenantNames?: ReadonlyMap<string, string>;
}

export function AuditView({ tenantId, tenantNames }: AuditViewProps) {
  const [number] = usePageNumber();
  const { filter, filtered, set } = useAuditFilter();
  const [openId, setOpenId] = useState<string | null>(null);
  const query = useQuery(useAuditQuery(tenantId, filter, number));
  const entries = query.data?.items ?? [];
  const index = entries.findIndex(({ id }) => id === openId);
  const open = entries[index];
  const names = tenantNames === undefined ? {} : { tenantNames };
  const columns = useMemo(
    () => auditColumns({ onOpen: ({ id }) => setOpenId(id), ...(tenantNames && { tenantNames }) }),
    [tenantNames],
  );
  return (
    <>
      <PagedTable
        what="entries"
        query={query}
        columns={columns}
        trackBy={({ id }) => id}
        header={
          <TableHeader
            query={query}
            actions={
              <Button
                iconName="refresh"
                ariaLabel="Read the log anew"
                loading={query.isFetching}
                onClick={() => void query.refetch()}
              />
            }
          >
            Entries, newest first
          </TableHeader>
        }
        filter={<AuditFilters filter={filter} onChange={set} entries={entries} {...names} />}
        filtered={filtered}
        onClearFilter={() => set({})}
        renderError={(error) =>
          isTooMuch(error) ? (
            <TooMuch error={error} onNarrow={(last) => set({ ...conditionsOf(filter), last })} />
          ) : undefined
        }
        empty={
          <>
            <Box variant="strong">Nothing has happened yet</Box>
            <Box variant="p" color="text-body-secondary">
              Every change is an entry here, and so is every attempt that was denied.
            </Box>
          </>
        }
      />
      {open !== undefined && (
        <EntryDetails
          entry={open}
          tenantName={
            tenantNames === undefined
              ? undefined
              : open.tenantId === null
                ? "None: the operator’s own"
                : (tenantNames.get(open.tenantId) ?? open.tenantId)
          }
          newer={entries[index - 1]}
          older={entries[index + 1]}
          onOpen={({ id }) => setOpenId(id)}
          onOnly={(condition) => {
            setOpenId(null);
            set({ ...filter, ...condition });
          }}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}
