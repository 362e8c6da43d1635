/** What an entry tells of a resource. */
export type Content = Readonly<Record<string, unknown>> | null;

/** One line of a value; `changed` if the other side does not have it there. */
export interface Line {
  text: string;
  changed: boolean;
}

/** One field that differs; null on a side that does not have it. */
export interface Difference {
  /** Such as `security.protocol`. */
  field: string;
  before: Line[] | null;
  after: Line[] | null;
}

/** The fields that differ, by name. Objects are looked into, lists are compared line by line. */
export function differences(before: Content, after: Content): Difference[] {
  const old = leaves(before);
  const present = leaves(after);
  return [...new Set([...old.keys(), ...present.keys()])]
    .filter((field) => old.get(field) !== present.get(field))
    .sort()
    .map((field) => ({ field, ...compare(old.get(field), present.get(field)) }));
}

function leaves(content: Content): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, field: string): void => {
    if (isObject(value)) {
      Object.entries(value).forEach(([name, inner]) => visit(inner, `${field}.${name}`));
    } else {
      found.set(field, written(value));
    }
  };
  Object.entries(content ?? {}).forEach(([name, value]) => visit(value, name));
  return found;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}

function written(value: unknown): string {
  if (value === null) {
    return "none";
  }
  if (typeof value === "string") {
    return value === "" ? "(empty)" : value;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? "none" : value.map(item).join("\n");
  }
  return JSON.stringify(value);
}

/** An item of a list on a line of its own: the fields of an object that have a value. */
function item(value: unknown): string {
  return isObject(value)
    ? [...leaves(value)]
        .filter(([, text]) => text !== "none")
        .map(([name, text]) => `${name}: ${text.replaceAll("\n", ", ")}`)
        .join(", ")
    : written(value);
}

function compare(before: string | undefined, after: string | undefined) {
  if (before === undefined || after === undefined) {
    return { before: plain(before), after: plain(after) };
  }
  const old = before.split("\n");
  const present = after.split("\n");
  const common = commonLines(old, present);
  return { before: marked(old, common), after: marked(present, common) };
}

function plain(text: string | undefined): Line[] | null {
  return text === undefined ? null : text.split("\n").map((line) => ({ text: line, changed: false }));
}

/** `common` is a subsequence of the lines. */
function marked(lines: string[], common: readonly string[]): Line[] {
  let next = 0;
  return lines.map((text) => {
    const same = text === common[next];
    next += same ? 1 : 0;
    return { text, changed: !same };
  });
}

const MOST_CELLS = 1_000_000;

/** The longest common subsequence; of lists too long for that, what they begin with in common. */
function commonLines(one: readonly string[], other: readonly string[]): string[] {
  let begin = 0;
  while (begin < one.length && begin < other.length && one[begin] === other[begin]) {
    begin++;
  }
  const head = one.slice(0, begin);
  const [rows, columns] = [one.length - begin, other.length - begin];
  if (rows * columns > MOST_CELLS) {
    return head;
  }
  const width = columns + 1;
  const longest = new Uint32Array((rows + 1) * width);
  const at = (row: number, column: number) => longest[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      longest[row * width + column] =
        one[begin + row] === other[begin + column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    const line = one[begin + row];
    if (line !== undefined && line === other[begin + column]) {
      head.push(line);
      row++;
      column++;
    } else if (at(row + 1, column) >= at(row, column + 1)) {
      row++;
    } else {
      column++;
    }
  }
  return head;
}
