import Box from "@cloudscape-design/components/box";
import "./checks.css";

/** What a check's sentence is based on, whatever the service gives: names, and values below them. */
export function Evidence({ evidence }: { evidence: Readonly<Record<string, unknown>> }) {
  return <Value value={evidence} />;
}

function Value({ value }: { value: unknown }) {
  if (Array.isArray(value)) {
    return value.length === 0 ? (
      <Box color="text-body-secondary">none</Box>
    ) : (
      <ul className="evidence-list">
        {value.map((item: unknown, index) => (
          <li key={index}>
            <Value value={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof value === "object" && value !== null) {
    return (
      <dl className="evidence">
        {Object.entries(value).map(([name, part]: [string, unknown]) => (
          <div key={name}>
            <dt>{worded(name)}</dt>
            <dd>
              <Value value={part} />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  return <Box variant="code">{value === "" ? "(nothing)" : String(value)}</Box>;
}

/** `answeredBy` is read "answered by"; what is no name in camel case stays as it is. */
function worded(name: string): string {
  return /^[a-z][A-Za-z]*$/.test(name)
    ? name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    : name;
}
