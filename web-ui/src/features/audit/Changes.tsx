import Box from "@cloudscape-design/components/box";
import Table from "@cloudscape-design/components/table";
import type { AuditEntry } from "../../api/schema";
import "./audit.css";
import { type Difference, differences, type Line } from "./diff";

/** What the resource was and what it is since, field by field. Values are shown as text, whatever is in them. */
export function Changes({ entry: { before, after, outcome } }: { entry: AuditEntry }) {
  const rows = differences(before, after);
  if (rows.length === 0) {
    return (
      <Box color="text-body-secondary">
        {outcome === "DENIED" ? "Nothing was changed." : "No field of the resource differs."}
      </Box>
    );
  }
  const field = {
    id: "field",
    header: "Field",
    isRowHeader: true,
    width: 190,
    cell: (row: Difference) => <Box variant="code">{row.field}</Box>,
  };
  const side = (header: string, lines: (row: Difference) => Line[] | null) => ({
    id: header,
    header,
    cell: (row: Difference) => <Value lines={lines(row)} />,
  });
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      wrapLines
      cellVerticalAlign="top"
      items={rows}
      trackBy={(row) => row.field}
      ariaLabels={{ tableLabel: "What changed" }}
      columnDefinitions={[
        field,
        ...(before === null ? [] : [side(after === null ? "What went" : "Before", (row) => row.before)]),
        ...(after === null ? [] : [side(before === null ? "What came" : "After", (row) => row.after)]),
      ]}
    />
  );
}

function Value({ lines }: { lines: Line[] | null }) {
  if (lines === null) {
    return <Box color="text-body-secondary">Not there</Box>;
  }
  const several = lines.length > 1;
  return (
    <div className="audit-value">
      {lines.map(({ text, changed }, index) => (
        <div key={index} className={several && changed ? "audit-line audit-line-changed" : "audit-line"}>
          {several && changed && <span className="audit-mark">changed: </span>}
          {text}
        </div>
      ))}
    </div>
  );
}
